export declare const makeMiniSearch: (
  texts: readonly { readonly id: string; readonly name: string; readonly text: string | undefined }[],
) => (q: string) => string[]
