import { purposes, type Role, type RoleGrant, shareTypes, type Text } from '../model.ts'
import { nearest } from '../nearest.ts'
import { readYaml } from '../source/read-yaml.ts'
import type { Checks, Entry, Kind } from './kind.ts'
import { given } from './kind.ts'
import { areaCode, kebabId, list, matching, object, oneOf, published, rawAreaCodes, text } from './schema-parts.ts'

type RawGrant = Omit<RoleGrant, 'areas'> & { areas?: (string | number)[] }
type RawRole = { id: string; name: Text; grants: RawGrant[] }

const schema = published(
  'Roles',
  list(
    object(
      {
        id: kebabId('Id of the role.'),
        name: text('Name of the role.'),
        grants: list(
          object(
            {
              actions: list(
                matching(
                  '^(\\*|[a-z][a-z0-9-]*\\.(\\*|[a-z][a-z0-9-]*))$',
                  'an action such as “registers.read”, “registers.*” or “*”',
                ),
                'What may be done; `module.*` covers a module, `*` everything.',
                1,
              ),
              resources: {
                description: 'Resources it may be done with. Default: all.',
                anyOf: [{ const: 'all' }, list(kebabId('Id of a resource.'))],
                errorMessage: '“all” or a list of resource ids',
              },
              shareTypes: list(oneOf(shareTypes), 'Only resources of these sharing types.', 1),
              areas: list(
                areaCode('Code of an area; everything below it is included.'),
                'Only rows of these areas.',
                1,
              ),
              purposes: list(oneOf(purposes), 'Purposes that may be stated when reading personal data.', 1),
              unmasked: { description: 'Personal items are shown unmasked. Default: false.', type: 'boolean' },
              rowLimit: { description: 'Greatest number of rows in one answer.', type: 'integer', minimum: 1 },
              folders: list(
                matching(
                  '^[^/.\\s][^/]*(/[^/.\\s][^/]*)*$',
                  'a folder below the city folder without “/” at either end, such as “departments/works”',
                ),
                'For city.draft and city.publish: only files below these folders. Default: all files.',
                1,
              ),
            },
            ['actions'],
          ),
          'What the role may do; any one grant suffices.',
        ),
      },
      ['id', 'name', 'grants'],
    ),
    undefined,
    1,
  ),
)

export const rolesKind: Kind<Role> = {
  name: 'role',
  files: /^roles\.yaml$/,
  where: 'roles.yaml',
  required: true,
  read: readYaml,
  schema,
  shape: 'list',
  id: ['id'],
  toModel: ({ id, name, grants }: RawRole): Role => ({
    id,
    name,
    grants: grants.map((grant) =>
      given({
        actions: grant.actions,
        resources: grant.resources,
        shareTypes: grant.shareTypes,
        areas: grant.areas && rawAreaCodes(grant.areas),
        purposes: grant.purposes,
        unmasked: grant.unmasked,
        rowLimit: grant.rowLimit,
        folders: grant.folders,
      }),
    ) as RoleGrant[],
  }),
  check: (checks) => {
    for (const entry of checks.entries(rolesKind))
      for (const [g, grant] of entry.value.grants.entries()) {
        for (const [i, area] of (grant.areas ?? []).entries())
          checks.refer(entry, ['grants', g, 'areas', i], 'area', area)
        if (Array.isArray(grant.resources))
          for (const [i, id] of grant.resources.entries())
            checks.refer(entry, ['grants', g, 'resources', i], 'resource', id)
        for (const [i, action] of grant.actions.entries())
          checkAction(checks, entry, ['grants', g, 'actions', i], action)
      }
  },
  into: (roles) => ({ roles }),
}

function checkAction(checks: Checks, entry: Entry<Role>, part: readonly (string | number)[], action: string): void {
  const { actions } = checks.options
  if (!actions || action === '*') return
  const known = [...actions, ...new Set(actions.map((each) => `${each.split('.')[0]}.*`))]
  if (known.includes(action)) return
  checks.report(entry, part, {
    message: `unknown action “${action}”`,
    expected: 'an action of this version of the platform',
    didYouMean: nearest(action, known),
  })
}
