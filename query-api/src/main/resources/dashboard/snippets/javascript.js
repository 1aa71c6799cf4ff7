/** Checkend's SDKs for Node, browsers and Next.js. */

/** @type {import('./wires.js').Snippet[]} */
export const JAVASCRIPT = [
  {
    id: 'node',
    name: 'Node',
    steps: [
      { title: 'Add the package', code: () => 'npm install @checkend/node' },
      {
        title: 'Before anything else in your program',
        code: ({ key, http }) => `import Checkend from '@checkend/node'

Checkend.configure({
  apiKey: '${key}',
  endpoint: '${http}',
  environment: 'production',
  enabled: true,
})`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `import { notifySync } from '@checkend/node'

await notifySync(new Error('Hello from Node'))`,
      },
    ],
    note: 'Express, Koa and Fastify have middleware: @checkend/node/express, /koa and /fastify.',
  },
  {
    id: 'browser',
    name: 'Browser',
    steps: [
      { title: 'Add the package', code: () => 'npm install @checkend/browser' },
      {
        title: 'Where your page starts',
        code: ({ key, http }) => `import Checkend from '@checkend/browser'

Checkend.configure({
  apiKey: '${key}',
  endpoint: '${http}',
  environment: 'production',
  enabled: true,
})`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `import { notify } from '@checkend/browser'

notify(new Error('Hello from a browser'))`,
      },
    ],
    note: 'A key in a page can be read by anyone. Make one of its own for browsers, so that it can be revoked alone.',
  },
  {
    id: 'nextjs',
    name: 'Next.js',
    steps: [
      { title: 'Add the package', code: () => 'npm install @checkend/nextjs' },
      {
        title: '.env.local',
        code: ({ key, http }) => `CHECKEND_API_KEY=${key}
CHECKEND_ENDPOINT=${http}`,
      },
      {
        title: 'instrumentation.ts',
        code: () => `export async function register() {
  const { register } = await import('@checkend/nextjs')
  register({
    apiKey: process.env.CHECKEND_API_KEY!,
    endpoint: process.env.CHECKEND_ENDPOINT!,
    environment: 'production',
  })
}

export { onRequestError } from '@checkend/nextjs'`,
      },
    ],
    note: 'For errors in the browser too, wrap the root layout in CheckendProvider from the same package.',
  },
];
