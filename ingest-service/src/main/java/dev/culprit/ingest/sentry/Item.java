package dev.culprit.ingest.sentry;

import com.google.protobuf.ByteString;

/**
 * One item of an envelope. The strings of its header are empty when the client left them out.
 *
 * @param type such as {@code event}, {@code attachment}, {@code session}
 */
record Item(
    String type, String fileName, String contentType, String attachmentType, ByteString payload) {}
