package dev.culprit.grouping.fingerprint;

/** Whether a frame decides about the problem, and else why it is passed over. */
public enum FrameVerdict {
  /** It is part of the hash. */
  USED,
  /** It is a library's or the runtime's, and frames of the application decide. */
  NOT_IN_APP,
  /** It does not say where it is. */
  UNNAMED,
  /** A minifier shortened its name, which is another one in the next build. */
  MINIFIED,
  /** A compiler or library made it: a proxy, an accessor, a bridge. */
  GENERATED,
  /** It only continues work that was begun elsewhere: promises, event loops, thread pools. */
  ASYNC_BOUNDARY,
  /** The same function already stands nearer to the crash. */
  RECURSION,
  /** It only throws what others found out. */
  RETHROWS,
  /** Another exception of the chain decides. */
  OTHER_EXCEPTION,
  /** The frames that are left say too little to decide. */
  TOO_LITTLE_EVIDENCE,
  /** Enough frames nearer to the crash were used. */
  BEYOND_LIMIT,
  /** A surer layer decided. */
  LAYER_NOT_NEEDED
}
