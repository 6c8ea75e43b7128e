/** undici types its index only; these are the same values, from the files that `undici.ts` takes them from. */
declare module 'undici/lib/api/api-request.js' {
  import type { Dispatcher } from 'undici';
  export default function request(
    this: Dispatcher,
    options: Dispatcher.RequestOptions,
  ): Promise<Dispatcher.ResponseData>;
}

declare module 'undici/lib/core/connect.js' {
  export { buildConnector as default } from 'undici';
}

declare module 'undici/lib/dispatcher/client.js' {
  export { Client as default } from 'undici';
}

declare module 'undici/lib/llhttp/llhttp_simd-wasm.js' {
  const bytes: Uint8Array;
  export default bytes;
}

declare module 'undici/lib/llhttp/llhttp-wasm.js' {
  const bytes: Uint8Array;
  export default bytes;
}
