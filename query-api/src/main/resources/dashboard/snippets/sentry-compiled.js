/** Sentry's SDKs for Java, Go, .NET and Rust. */

/** @type {import('./wires.js').Snippet[]} */
export const SENTRY_COMPILED = [
  {
    id: 'java',
    name: 'Java',
    steps: [
      {
        title: 'pom.xml',
        code: () => `<dependency>
  <groupId>io.sentry</groupId>
  <artifactId>sentry</artifactId>
  <version>8.53.0</version>
</dependency>`,
      },
      {
        title: 'Where your program starts',
        code: ({ dsn }) => `import io.sentry.Sentry;

Sentry.init(options -> {
  options.setDsn("${dsn}");
  options.setEnvironment("production");
  options.setRelease("1.4.2");
});`,
      },
      { title: 'Report one to see that it works', code: () => 'Sentry.captureException(new IllegalStateException("Hello from Java"));' },
    ],
    note: 'Spring Boot takes sentry.dsn from its configuration with sentry-spring-boot-starter-jakarta.',
  },
  {
    id: 'logback',
    name: 'Java, logback',
    steps: [
      {
        title: 'pom.xml',
        code: () => `<dependency>
  <groupId>io.sentry</groupId>
  <artifactId>sentry-logback</artifactId>
  <version>8.53.0</version>
</dependency>`,
      },
      {
        title: 'logback.xml',
        code: ({ dsn }) => `<appender name="SENTRY" class="io.sentry.logback.SentryAppender">
  <options>
    <dsn>${dsn}</dsn>
    <environment>production</environment>
    <release>1.4.2</release>
  </options>
  <minimumEventLevel>ERROR</minimumEventLevel>
</appender>

<root level="INFO">
  <appender-ref ref="SENTRY" />
</root>`,
      },
    ],
    note: 'Every log line at ERROR becomes an event, with the lines before it as what happened before.',
  },
  {
    id: 'go',
    name: 'Go',
    steps: [
      { title: 'Add the module', code: () => 'go get github.com/getsentry/sentry-go' },
      {
        title: 'main.go',
        code: ({ dsn }) => `package main

import (
	"errors"
	"log"
	"time"

	"github.com/getsentry/sentry-go"
)

func main() {
	err := sentry.Init(sentry.ClientOptions{
		Dsn:         "${dsn}",
		Environment: "production",
		Release:     "1.4.2",
	})
	if err != nil {
		log.Fatal(err)
	}
	defer sentry.Flush(2 * time.Second)

	sentry.CaptureException(errors.New("Hello from Go"))
}`,
      },
    ],
  },
  {
    id: 'dotnet',
    name: '.NET',
    steps: [
      { title: 'Add the package', code: () => 'dotnet add package Sentry' },
      {
        title: 'Program.cs',
        code: ({ dsn }) => `using Sentry;

using var sentry = SentrySdk.Init(options =>
{
    options.Dsn = "${dsn}";
    options.Environment = "production";
    options.Release = "1.4.2";
});`,
      },
      { title: 'Report one to see that it works', code: () => 'SentrySdk.CaptureException(new InvalidOperationException("Hello from .NET"));' },
    ],
    note: 'In ASP.NET Core, add Sentry.AspNetCore and builder.WebHost.UseSentry(…) with the same options.',
  },
  {
    id: 'rust',
    name: 'Rust',
    steps: [
      { title: 'Add the crate', code: () => 'cargo add sentry' },
      {
        title: 'main.rs',
        code: ({ dsn }) => `fn main() {
    let _guard = sentry::init((
        "${dsn}",
        sentry::ClientOptions {
            environment: Some("production".into()),
            release: sentry::release_name!(),
            ..Default::default()
        },
    ));

    sentry::capture_message("Hello from Rust", sentry::Level::Error);
}`,
      },
    ],
    note: 'Panics are reported by themselves; sentry::capture_error(&error) reports an error with its sources.',
  },
];
