import { type Static, Type } from 'typebox'
import { TextSchema } from './parts.ts'

export const MeSchema = Type.Object({
  role: Type.Object({ id: Type.String(), name: TextSchema }),
  roles: Type.Array(Type.Object({ id: Type.String(), name: TextSchema }), {
    description: 'demo roles one may take while accounts do not exist',
  }),
  actions: Type.Array(Type.String(), { description: 'actions this role may do on at least one object' }),
})
export type Me = Static<typeof MeSchema>
