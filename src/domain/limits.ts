// Every length, count, depth and rate that a peer or a file controls. One place, so that a reader can see what a
// stranger can cost us, and a test can hold each of them.

const KiB = 1024
const MiB = 1024 * KiB

export const limits = {
  /** One IPNS record; ours are about 400 bytes, the IPNS specification's cap is 10 KiB. */
  maxRecordBytes: 10 * KiB,
  /** One block, as bitswap and Kubo cap it (2 MiB); ours are at most 1 MiB, the leaves of final directories. */
  maxBlockBytes: 2 * MiB,
  /** One announcement on gossipsub, enforced at the sender; a larger commit is announced by its head alone. */
  maxAnnouncementBytes: 16 * KiB,
  /** What gossipsub accepts in one RPC: an oversize RPC silently kills that peer's stream, so receive generously. */
  maxGossipRpcBytes: 1 * MiB,
  /** One Yjs update in a log entry. Larger local transactions are refused by the editor before they are journaled. */
  maxUpdateBytes: 1 * MiB,
  /** One author's log on one topic. */
  maxLogBytes: 32 * MiB,
  maxLogEntries: 200_000,
  /** Fixed chunk size of a log: an append changes one small chunk. Part of the format. */
  logChunkBytes: 8 * KiB,
  /** Fixed chunk size of attachments. Part of the format. */
  fileChunkBytes: 256 * KiB,
  /** Directories of a contribution tree become HAMT shards from here on. Part of the format. */
  directoryShardBytes: 4 * KiB,
  maxFileBytes: 32 * MiB,
  maxFilesPerTopic: 500,
  maxFileNameBytes: 255,
  /** None per camp: a head must not be refused here and taken there because of what else is held. */
  maxTopicsPerAuthor: 20_000,
  maxAuthorsPerCamp: 5_000,
  /** Different heads that one author signed with one sequence number (a copied key); more are refused. */
  maxForkedHeadsPerAuthor: 4,
  maxTreeBlocks: 200_000,
  maxTreeBytes: 1024 * MiB,
  maxTreeDepth: 16,
  /** HAMT fanout must be a power of two in this range: 0 or 1 exhausts memory from two blocks. */
  minHamtFanout: 2,
  maxHamtFanout: 1024,
  maxDirectoryEntries: 50_000,
  maxProfileBytes: 4 * KiB,
  maxGenesisBytes: 16 * KiB,
  maxDisplayNameCharacters: 80,
  maxTitleCharacters: 500,
  maxTagCharacters: 64,
  /** One request of the sync protocol: at most `maxAuthorsPerCamp` lines of about 90 bytes, or a list of CIDs. */
  maxSyncRequestBytes: 1 * MiB,
  maxSyncCids: 20_000,
  /** One response of the sync protocol. */
  maxSyncResponseBytes: 1024 * MiB,
  /** Requests one peer may make in a minute before it is told to wait. */
  maxSyncRequestsPerMinute: 240,
  /** A peer that sends more invalid gossip messages than this in a few minutes is hung up on; honest ones send none. */
  maxInvalidMessages: 10,
  /** For so long it is not let in again. */
  refusePeerMs: 10 * 60 * 1000,
  /** Peers of which something bad is remembered. */
  maxBadPeers: 1_000,
  /** A clock that is further ahead than this does not count; the entry is kept and shown at the time it was received. */
  maxClockSkewMs: 24 * 60 * 60 * 1000,
  maxLiveMessageBytes: 64 * KiB,
  maxInviteCharacters: 4096,
  maxInviteAddrs: 16,
  maxMarkdownBytes: 4 * MiB,
  maxMapItems: 5_000,
  maxSlidePoints: 3,
  maxSlidePointCharacters: 300,
  /** UTF-16 code units of a label written in the app; files may bring longer ones. */
  maxMapLabelCharacters: 400,
  /** Presses on the clocks of a topic's sessions. */
  maxClockPresses: 2_000,
  /** Of one topic, replies included; the reader drops what is more, and cuts what is longer. */
  maxComments: 2_000,
  maxCommentCharacters: 4_000,
  maxQuoteCharacters: 300,
} as const
