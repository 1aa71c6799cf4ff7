<?php
class Orders {
    public function place(int $number): void {
        throw new RuntimeException("order $number cannot be placed", 3, new LogicException("stock is empty"));
    }
}
(new Orders())->place(4711);
