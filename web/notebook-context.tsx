// The seam between screens and notebook: what stands in `notebook/`, by name. Screens read through these hooks and write
// through documents; they never call the network, except where a person asks for it.
export {
  type BrowserCamps,
  type CampFileReport,
  type Met,
  NotebookProvider,
  type OpenBrowserNotebook,
  openCamps,
  useNotebook,
  useOpened,
  useSelf,
} from './notebook/opened.tsx'
export { type InviteFacts, type NetworkState, useInvite, useNetworkState } from './notebook/use-network-state.ts'
export { useMergedHere, useMergedInto, useRowFact, useRows } from './notebook/use-rows.ts'
export { useAgreement, useAuthors, useSaveState } from './notebook/use-save-state.ts'
export { type TopicView, useTopic } from './notebook/use-topic.ts'
