/** The part of the library that tests use; it brings no types. */
declare module 'jsonld' {
  export const toRDF: (
    document: unknown,
    options: { readonly format: 'application/n-quads'; readonly documentLoader: (url: string) => Promise<never> },
  ) => Promise<string>
}
