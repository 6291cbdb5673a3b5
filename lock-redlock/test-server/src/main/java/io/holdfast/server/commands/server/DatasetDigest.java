package io.holdfast.server.commands.server;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.keyspace.Database;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.keyspace.Keyspace;
import io.holdfast.server.values.HashField;
import io.holdfast.server.values.HashValue;
import io.holdfast.server.values.ListValue;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SetValue;
import io.holdfast.server.values.SortedSetValue;
import io.holdfast.server.values.StringValue;
import io.holdfast.server.values.Value;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One number for all that is stored, the one that DEBUG DIGEST of Redis 7.0 computes: whether two
 * servers hold the same can be asked in one command. What has no order is added by exclusive or.
 */
final class DatasetDigest {

  private static final int LENGTH = 20;
  private static final Bytes EXPIRES = Bytes.of("!!expire!!");

  private final MessageDigest sha1;
  private final byte[] sum = new byte[LENGTH];

  private DatasetDigest() {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }

  /** Of all databases. */
  static String of(Keyspace keyspace) {
    DatasetDigest whole = new DatasetDigest();
    for (Database database : keyspace.databases()) {
      if (database.size() > 0) {
        whole.mix(number(database.index()));
        database.forEach(entry -> whole.add(whole.hash(ofKey(entry).sum)));
      }
    }
    return whole.text();
  }

  /** Of one value, its key left out. */
  static String ofValue(Entry entry) {
    DatasetDigest digest = new DatasetDigest();
    digest.mixValue(entry);
    return digest.text();
  }

  private static DatasetDigest ofKey(Entry entry) {
    DatasetDigest digest = new DatasetDigest();
    digest.mix(entry.key().array());
    digest.mixValue(entry);
    return digest;
  }

  private void mixValue(Entry entry) {
    Value value = entry.value();
    if (value instanceof StringValue string) {
      mix(number(0));
      mix(string.bytes().array());
    } else if (value instanceof ListValue list) {
      mix(number(1));
      for (int i = 0; i < list.size(); i++) {
        mix(list.at(i).array());
      }
    } else if (value instanceof SetValue set) {
      mix(number(2));
      for (Bytes member : set) {
        add(hash(member.array()));
      }
    } else if (value instanceof SortedSetValue sorted) {
      mix(number(3));
      for (ScoredMember member : sorted.table()) {
        addPair(member.key(), Bytes.of(Numbers.formatG(member.score(), 17)));
      }
    } else if (value instanceof HashValue hash) {
      mix(number(4));
      for (HashField field : hash.table()) {
        addPair(field.key(), field.value());
      }
    }
    if (entry.isVolatile()) {
      add(hash(EXPIRES.array()));
    }
  }

  private void addPair(Bytes one, Bytes other) {
    DatasetDigest pair = new DatasetDigest();
    pair.mix(one.array());
    pair.mix(other.array());
    add(hash(pair.sum));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  private byte[] hash(byte[] bytes) {
    return sha1.digest(bytes);
  }

  /** Adds what comes in no order. */
  private void add(byte[] bytes) {
    for (int i = 0; i < LENGTH; i++) {
      sum[i] ^= bytes[i];
    }
  }

  /** Adds what comes in an order. */
  private void mix(byte[] bytes) {
    add(hash(bytes));
    System.arraycopy(hash(sum), 0, sum, 0, LENGTH);
  }

  private String text() {
    return HexFormat.of().formatHex(sum);
  }
}
