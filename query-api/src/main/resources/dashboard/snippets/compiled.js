/** Checkend's SDKs for Go, .NET and Java. */

/** @type {import('./wires.js').Snippet[]} */
export const COMPILED = [
  {
    id: 'go',
    name: 'Go',
    steps: [
      { title: 'Add the module', code: () => 'go get github.com/Checkend/checkend-go' },
      {
        title: 'main.go',
        code: ({ key, http }) => `package main

import (
	"errors"

	"github.com/Checkend/checkend-go"
)

func main() {
	enabled := true
	checkend.Configure(checkend.Config{
		APIKey:      "${key}",
		Endpoint:    "${http}",
		Environment: "production",
		Enabled:     &enabled,
	})
	defer checkend.Stop()

	checkend.NotifySync(errors.New("Hello from Go"))
}`,
      },
    ],
    note: 'net/http, Gin and Echo have helpers in github.com/Checkend/checkend-go/integrations.',
  },
  {
    id: 'dotnet',
    name: '.NET',
    steps: [
      { title: 'Add the package', code: () => 'dotnet add package Checkend' },
      {
        title: 'Program.cs',
        code: ({ key, http }) => `using Checkend;

CheckendClient.Configure(builder => builder
    .ApiKey("${key}")
    .Endpoint("${http}")
    .Environment("production")
    .Enabled(true));`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `await CheckendClient.NotifySyncAsync(new InvalidOperationException("Hello from .NET"));`,
      },
    ],
    note: 'In ASP.NET Core, builder.Services.AddCheckend(…) and app.UseCheckend() report unhandled exceptions.',
  },
  {
    id: 'java',
    name: 'Java',
    steps: [
      {
        title: 'pom.xml (the SDK is published on JitPack)',
        code: () => `<dependency>
  <groupId>com.github.Checkend</groupId>
  <artifactId>checkend-java</artifactId>
  <version>v1.0.0</version>
</dependency>`,
      },
      {
        title: 'Where your program starts',
        code: ({ key, http }) => `import com.checkend.Checkend;

Checkend.configure(builder -> builder
    .apiKey("${key}")
    .endpoint("${http}")
    .environment("production")
    .enabled(true));`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `Checkend.notifySync(new IllegalStateException("Hello from Java"));`,
      },
    ],
    note: 'Causes of an exception are dropped by this SDK. Report over gRPC to keep them.',
  },
];
