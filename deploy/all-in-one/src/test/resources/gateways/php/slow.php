<?php
sleep(3);
