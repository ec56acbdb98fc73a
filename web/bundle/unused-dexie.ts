// Ways of asking Dexie that no query of ours takes.
import type { Unused } from './find-unused.ts'

export const unusedDexie: Unused = {
  // Nobody hooks into a table.
  components: ['hooksMiddleware'],
  methods: [
    // Of a table.
    'bulkAdd',
    'bulkGet',
    'bulkUpdate',
    'defineClass',
    'mapToClass',
    'upsert',
    // Of a `where`.
    'above',
    'aboveOrEqual',
    'anyOfIgnoreCase',
    'below',
    'belowOrEqual',
    'equalsIgnoreCase',
    'inAnyRange',
    'noneOf',
    'notEqual',
    'startsWithAnyOf',
    'startsWithAnyOfIgnoreCase',
    'startsWithIgnoreCase',
    // Of what is found.
    'desc',
    'distinct',
    'eachPrimaryKey',
    'eachUniqueKey',
    'lastKey',
    'raw',
    'uniqueKeys',
    'until',
    // Of a database, its versions and its transactions.
    'backendDB',
    'dynamicallyOpened',
    'hasBeenClosed',
    'hasFailed',
    'upgrade',
  ],
}
