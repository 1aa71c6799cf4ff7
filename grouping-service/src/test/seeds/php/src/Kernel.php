<?php
declare(strict_types=1);

namespace Shop;

/** Passes a request through middleware as frameworks do. */
final class Kernel
{
    public function handle(callable $action): mixed
    {
        $pipeline = array_reduce(
            [fn ($next) => $next(), fn ($next) => $next()],
            fn (callable $next, callable $middleware) => fn () => $middleware($next),
            $action
        );
        return $this->send($pipeline);
    }

    private function send(callable $pipeline): mixed
    {
        return call_user_func($pipeline);
    }
}
