// The public interface of Divelog: its table of contents.
export type { Camp, Invite } from './domain/camp.ts'
export type { CatalogFile } from './domain/catalog-files.ts'
export {
  addComment,
  anchorOf,
  type Comment,
  type CommentAnchor,
  type CommentThread,
  clientOfComment,
  commentThreads,
  locateComment,
  removeComment,
  reopenThread,
  replyToComment,
  resolveThread,
  type TextRange,
} from './domain/comments.ts'
export { compareTexts, type TextChange } from './domain/compare-texts.ts'
export {
  type ConceptMap,
  emptyMap,
  isEmptyMap,
  type MapAxes,
  type MapDot,
  type MapEdge,
  type MapNode,
  type MapVote,
  type NodeKind,
  nodeKinds,
} from './domain/concept-map.ts'
export {
  DamagedDataError,
  HomeLockedError,
  InvalidInputError,
  LimitExceededError,
  NotFoundError,
  StorageFailedError,
} from './domain/errors.ts'
export {
  type AuthorId,
  type CampId,
  type CommentId,
  isAuthorId,
  isCommentId,
  isTopicId,
  type MapItemId,
  parseTopicId,
  type SessionId,
  type TopicId,
} from './domain/ids.ts'
export { foldDoubles, isShown } from './domain/imported-doubles.ts'
export { formatInvite, parseInvite } from './domain/invite.ts'
export { formatCanvas, nodeSize, parseCanvas } from './domain/json-canvas.ts'
export { limits } from './domain/limits.ts'
export { markLookedAt } from './domain/looked-at.ts'
export { nodeCorners, renderMapSvg } from './domain/map-svg.ts'
export { exportMarkdown } from './domain/markdown/export-markdown.ts'
export { isCheapMarkdown } from './domain/markdown/markdown-cost.ts'
export { splitMarkdown } from './domain/markdown/split-markdown.ts'
export {
  type Final,
  hasOutcome,
  type Outcome,
  type OutcomeState,
  type Published,
  type SkippedFile,
} from './domain/outcome.ts'
export { keepVersion, type ParagraphVersion } from './domain/paragraph-versions.ts'
export { findPlaceholders, type Placeholder } from './domain/placeholders.ts'
export { type Participant, type Role, recommendedGroupSize, type Session, sessionPresets } from './domain/session.ts'
export {
  type ClockPress,
  type ClockReading,
  phases,
  readClock,
} from './domain/session-clock.ts'
export * from './domain/session-document.ts'
export { starterTopics } from './domain/starter/starter-catalog.ts'
export { type AuthoredRange, type AuthorShare, authoredRanges, authorShares } from './domain/text-authors.ts'
export type { HistoryPoint, TextHistory } from './domain/text-history.ts'
export { type Attachment, type Topic, type TopicState, topicState } from './domain/topic.ts'
export * from './domain/topic-document.ts'
export { isUnderWay, type UnderWay, underWay } from './domain/under-way.ts'
export { countWords } from './domain/word-count.ts'
export { cidWords, wordPair } from './domain/word-pair.ts'
export {
  findConcurrentParagraphs,
  type ParagraphWrittenAtOnce,
  paragraphsWrittenAtOnce,
} from './domain/written-at-once.ts'
export { colourOf } from './notebook/author-colour.ts'
export { compareRows } from './notebook/catalog-row.ts'
export {
  checkTopicFiles,
  createTopics,
  type ImportOptions,
  type ImportReport,
  importTopics,
} from './notebook/import-topics.ts'
export type {
  Agreement,
  Author,
  HistoryEntry,
  Notebook,
  NotebookEvent,
  NotebookStatus,
  OpenTopic,
  SaveState,
} from './notebook/notebook.ts'
export type {
  CatalogRow,
  ConnectedPeer,
  Head,
  Network,
  PublishProgress,
  PullProgress,
  Pulls,
  Receipt,
  ReceiveResult,
} from './notebook/ports.ts'
