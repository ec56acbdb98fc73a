// Ways of asking Dexie that no query of ours takes.
import type { Unused } from './find-unused.ts'

export const unusedDexie: Unused = {
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
    'distinct',
    'eachPrimaryKey',
    'eachUniqueKey',
    'lastKey',
    'uniqueKeys',
    'until',
    // Of a database, its versions and its transactions.
    'hasBeenClosed',
    'hasFailed',
    'upgrade',
  ],
}
