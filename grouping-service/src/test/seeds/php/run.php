<?php
// Provokes each bug and prints it as one line of JSON: the chain outermost first, frames crash frame first.
declare(strict_types=1);

namespace Shop;

set_error_handler(function (int $level, string $message, string $file, int $line) {
    throw new \ErrorException($message, 0, $level, $file, $line);
});
foreach (glob(__DIR__ . '/src/*.php') as $file) {
    require $file;
}

/** The place of a call is in the frame before it, so each place is paired with the function that it lies in. */
function frames(\Throwable $error): array
{
    $found = [];
    $file = $error->getFile();
    $line = $error->getLine();
    foreach ([...$error->getTrace(), ['function' => '{main}']] as $call) {
        $name = isset($call['class']) ? $call['class'] . $call['type'] . $call['function'] : $call['function'];
        $context = is_file($file) ? rtrim(file($file)[$line - 1] ?? '') : '';
        $found[] = ['function' => $name, 'file' => $file, 'line' => $line,
            'in_app' => str_starts_with($file, __DIR__ . '/src'), 'context' => $context];
        $file = $call['file'] ?? '[internal]';
        $line = $call['line'] ?? 0;
    }
    return array_slice($found, 0, 80);
}

foreach (bugs() as $bug => $action) {
    try {
        (new Kernel())->handle($action);
        fwrite(STDERR, "no error from $bug\n");
    } catch (\Throwable $error) {
        $chain = [];
        for ($at = $error; $at !== null; $at = $at->getPrevious()) {
            $chain[] = ['type' => $at::class, 'value' => substr($at->getMessage(), 0, 500), 'frames' => frames($at)];
        }
        echo json_encode(['bug' => "php/$bug", 'language' => 'php', 'chain' => $chain],
            JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR), "\n";
    }
}
