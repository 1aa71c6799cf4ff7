<?php
declare(strict_types=1);

namespace Shop;

class ImportFailed extends \Exception
{
}

final class Catalog
{
    public function average(array $ratings): float
    {
        return $this->mean(array_sum($ratings), count($ratings));
    }

    private function mean(int $sum, int $count): float
    {
        return $sum / $count;
    }

    public function feed(string $text): array
    {
        try {
            return $this->items($text);
        } catch (\JsonException $e) {
            throw new ImportFailed('The feed cannot be read', 3, $e);
        }
    }

    private function items(string $text): array
    {
        return json_decode($text, true, 64, JSON_THROW_ON_ERROR)['items'];
    }

    public function launch(string $day): int
    {
        return (int) $this->date($day)->format('Y');
    }

    private function date(string $day): \DateTimeImmutable
    {
        return new \DateTimeImmutable($day);
    }

    public function search(string $query): bool
    {
        return $this->matches("/$query/", 'lamp');
    }

    private function matches(string $pattern, string $name): bool
    {
        return preg_match($pattern, $name) === 1;
    }

    public function read(string $path): array
    {
        return $this->lines($path);
    }

    private function lines(string $path): array
    {
        return file($path);
    }

    public function renderer(string $name): object
    {
        return $this->create("Shop\\Renderer\\$name");
    }

    private function create(string $class): object
    {
        return new $class();
    }

    public function label(): string
    {
        return $this->caption(['lamp']);
    }

    private function caption(array $names): string
    {
        return 'Product ' . $names;
    }

    public function discount(): float
    {
        return $this->percent() * 100;
    }

    private function percent(): float
    {
        return default_discount();
    }

    public function page(int $count): array
    {
        return $this->chunks([1, 2, 3], $count);
    }

    private function chunks(array $items, int $size): array
    {
        return array_chunk($items, $size);
    }

    public function facets(array $counts): array
    {
        return iterator_to_array($this->generate($counts));
    }

    private function generate(array $counts): \Generator
    {
        foreach ($counts as $count) {
            yield intdiv(100, $count);
        }
    }

    public function serialised(string $text): mixed
    {
        return unserialize($text);
    }

    public function stars(int $count): string
    {
        return $this->paint('*', $count);
    }

    private function paint(string $sign, int $count): string
    {
        return str_repeat($sign, $count);
    }

    public function tags(\SplFixedArray $tags): string
    {
        return $this->third($tags);
    }

    private function third(\SplFixedArray $tags): string
    {
        return $tags[2];
    }

    public function next(\SplQueue $queue): mixed
    {
        return $this->head($queue);
    }

    private function head(\SplQueue $queue): mixed
    {
        return $queue->dequeue();
    }

    public function sorted(array $names): array
    {
        usort($names, fn (string $a, string $b) => $this->rank($a) <=> $this->rank($b));
        return $names;
    }

    private function rank(string $name): int
    {
        return ['lamp' => 1][$name];
    }
}
