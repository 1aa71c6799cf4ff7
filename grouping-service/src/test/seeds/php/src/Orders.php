<?php
declare(strict_types=1);

namespace Shop;

class OutOfStock extends \RuntimeException
{
}

enum State: string
{
    case New = 'new';
    case Paid = 'paid';
}

final class Checks
{
    public static function that(bool $condition, string $message): void
    {
        if (!$condition) {
            throw new \LogicException($message);
        }
    }
}

final class Orders
{
    public readonly int $number;
    private string $customer;

    public function __construct()
    {
        $this->number = 4711;
    }

    public function total(array $lines): int
    {
        return array_sum(array_map(fn (array $line) => $this->amount($line), $lines));
    }

    private function amount(array $line): int
    {
        return $line['cents'] * $line['count'];
    }

    public function customer(): string
    {
        return strtoupper($this->customer);
    }

    public function renumber(): void
    {
        $this->assign(4712);
    }

    private function assign(int $number): void
    {
        $this->number = $number;
    }

    public function ship(State $state): void
    {
        Checks::that($state === State::Paid, "Order {$this->number} is {$state->value}");
    }

    public function restore(string $state): State
    {
        return $this->state($state);
    }

    private function state(string $name): State
    {
        return State::from($name);
    }

    public function reserve(int $count): void
    {
        try {
            $this->take($count);
        } catch (\InvalidArgumentException $e) {
            throw new OutOfStock("Cannot reserve $count of A-1", 0, $e);
        }
    }

    private function take(int $count): void
    {
        if ($count > 3) {
            throw new \InvalidArgumentException('3 left');
        }
    }

    public function owner(?object $order): string
    {
        return $this->nameOf($order);
    }

    private function nameOf(?object $order): string
    {
        return $order->owner()->name;
    }

    public function quantity(mixed $count): int
    {
        return $this->whole($count);
    }

    private function whole(int $count): int
    {
        return $count;
    }

    public function kind(int $code): string
    {
        return match ($code) {
            1 => 'standard',
            2 => 'express',
        };
    }

    public function nothing(): int
    {
        return $this->maybe(false);
    }

    private function maybe(bool $found): int
    {
        return $found ? 1 : null;
    }
}
