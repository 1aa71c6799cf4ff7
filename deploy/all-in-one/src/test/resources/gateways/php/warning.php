<?php
echo $undefined . "ok\n";
