/**
 * The file beside `from` that a thread or process starts with. In the source tree that is the TypeScript file
 * (Node 24 runs it as it is), in the packaged application the bundle of the same name.
 */
export const entryFile = (from: string, source: string, bundle: string): URL => (from.endsWith('.ts') ? new URL(source, from) : new URL(bundle, from))
