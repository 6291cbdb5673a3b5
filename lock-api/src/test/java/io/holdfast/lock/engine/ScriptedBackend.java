package io.holdfast.lock.engine;

import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.spi.Renewal;
import io.holdfast.lock.spi.RenewalReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes each question down and answers none: the test does, when and as it likes. */
final class ScriptedBackend implements LockBackend {

  record Question(LeaseKey key, GrantListener listener, CompletableFuture<AcquireReply> answer) {}

  record Release(LeaseKey key, CompletableFuture<ReleaseReply> answer) {}

  record Batch(List<Renewal> renewals, CompletableFuture<List<RenewalReply>> answer) {}

  final List<Question> questions = new ArrayList<>();
  final List<Release> releases = new ArrayList<>();
  final List<Batch> batches = new ArrayList<>();
  RuntimeException failureToClose;

  Question lastQuestion() {
    return questions.get(questions.size() - 1);
  }

  Release lastRelease() {
    return releases.get(releases.size() - 1);
  }

  Batch lastBatch() {
    return batches.get(batches.size() - 1);
  }

  @Override
  public String description() {
    return "script";
  }

  @Override
  public Duration requestTimeout() {
    return Duration.ofMillis(100);
  }

  @Override
  public CompletionStage<AcquireReply> acquire(LeaseKey key, GrantListener listener) {
    questions.add(new Question(key, listener, new CompletableFuture<>()));
    return lastQuestion().answer();
  }

  @Override
  public CompletionStage<ReleaseReply> release(LeaseKey key) {
    releases.add(new Release(key, new CompletableFuture<>()));
    return lastRelease().answer();
  }

  @Override
  public CompletionStage<List<RenewalReply>> renew(List<Renewal> renewals) {
    batches.add(new Batch(List.copyOf(renewals), new CompletableFuture<>()));
    return lastBatch().answer();
  }

  @Override
  public void close() {
    if (failureToClose != null) {
      throw failureToClose;
    }
  }
}
