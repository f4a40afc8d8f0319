/** Words shown to people; English where it is known. */
export type Text = { readonly zh: string; readonly en?: string }
