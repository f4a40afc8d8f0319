/** The program cannot run like this and a person must act: shown as it is, without a stack, and the process ends with 1. */
export class RefusedStart extends Error {
  override readonly name = 'RefusedStart'
}
