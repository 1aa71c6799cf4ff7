<?php
declare(strict_types=1);

namespace Shop;

final class Payments
{
    public function charge(int $port): string
    {
        return $this->post("http://127.0.0.1:$port/charge");
    }

    private function post(string $url): string
    {
        return file_get_contents($url);
    }

    public function host(string $name): mixed
    {
        return $this->connect($name);
    }

    private function connect(string $name): mixed
    {
        return fsockopen($name, 80, $code, $text, 1.0);
    }

    public function key(int $length): string
    {
        return $this->random($length);
    }

    private function random(int $length): string
    {
        return random_bytes($length);
    }

    public function reflect(string $method): mixed
    {
        return (new \ReflectionMethod(self::class, $method))->invoke($this);
    }

    public function settle(): array
    {
        return array_map(static fn (array $entry) => self::book(...$entry), [['a']]);
    }

    private static function book(string $account, int $cents): int
    {
        return $cents;
    }

    public function fiber(): mixed
    {
        $fiber = new \Fiber(fn () => $this->later());
        return $fiber->start();
    }

    private function later(): void
    {
        throw new \DomainException('Capture 88 was not allowed');
    }

    public function abstract(): object
    {
        return $this->gateway('Shop\\Gateway');
    }

    private function gateway(string $class): object
    {
        return new $class();
    }
}

abstract class Gateway
{
}

function bugs(): array
{
    return [
        'order-missing-key' => fn () => (new Orders())->total([['count' => 2]]),
        'order-uninitialised' => fn () => (new Orders())->customer(),
        'order-readonly' => fn () => (new Orders())->renumber(),
        'order-state' => fn () => (new Orders())->ship(State::New),
        'order-enum' => fn () => (new Orders())->restore('cancelled'),
        'order-stock' => fn () => (new Orders())->reserve(500),
        'order-null' => fn () => (new Orders())->owner(null),
        'order-type' => fn () => (new Orders())->quantity('2 pieces'),
        'order-match' => fn () => (new Orders())->kind(31),
        'order-return-type' => fn () => (new Orders())->nothing(),
        'catalog-division' => fn () => (new Catalog())->average([]),
        'catalog-json' => fn () => (new Catalog())->feed('{"items":[1,2,}'),
        'catalog-date' => fn () => (new Catalog())->launch('2026-13-45'),
        'catalog-regex' => fn () => (new Catalog())->search('(*lamp'),
        'catalog-file' => fn () => (new Catalog())->read('/var/data/feeds/2026-03.csv'),
        'catalog-class' => fn () => (new Catalog())->renderer('Fancy'),
        'catalog-array-string' => fn () => (new Catalog())->label(),
        'catalog-function' => fn () => (new Catalog())->discount(),
        'catalog-chunk' => fn () => (new Catalog())->page(0),
        'catalog-generator' => fn () => (new Catalog())->facets([4, 0]),
        'catalog-unserialize' => fn () => (new Catalog())->serialised('a:1:{no}'),
        'catalog-repeat' => fn () => (new Catalog())->stars(-1),
        'catalog-fixed-array' => fn () => (new Catalog())->tags(new \SplFixedArray(2)),
        'catalog-queue' => fn () => (new Catalog())->next(new \SplQueue()),
        'catalog-sort' => fn () => (new Catalog())->sorted(['lamp', 'desk']),
        'payment-refused' => fn () => (new Payments())->charge(9),
        'payment-dns' => fn () => (new Payments())->host('pay.invalid'),
        'payment-random' => fn () => (new Payments())->key(0),
        'payment-reflection' => fn () => (new Payments())->reflect('cancel'),
        'payment-arguments' => fn () => (new Payments())->settle(),
        'payment-fiber' => fn () => (new Payments())->fiber(),
        'payment-abstract' => fn () => (new Payments())->abstract(),
    ];
}
