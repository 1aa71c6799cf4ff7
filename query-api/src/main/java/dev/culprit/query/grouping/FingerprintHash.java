package dev.culprit.query.grouping;

import com.google.protobuf.ByteString;
import dev.culprit.proto.grouping.v1.FingerprintId;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;

/** A fingerprint's hash, which is hexadecimal in REST and bytes elsewhere. */
final class FingerprintHash {
  private FingerprintHash() {}

  static String text(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /** The JSON is a FingerprintId of the contract. */
  static FingerprintId id(JsonObject json) {
    return FingerprintId.newBuilder()
        .setVersion(json.getInteger("version"))
        .setHash(ByteString.copyFrom(HexFormat.of().parseHex(json.getString("hash"))))
        .build();
  }
}
