package io.holdfast.lock.engine;

import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many alarms on one timer. Setting and clearing an alarm moves it in a heap and touches the timer
 * only where the earliest alarm becomes earlier, so a lease that is released after a millisecond
 * costs no timer and wakes no thread.
 *
 * <p>Alarms that are due together ring one after the other, on the timer's thread and outside the
 * lock; then the {@code afterRinging} task runs once, which is where what they asked for is sent as
 * one batch. An alarm that is cleared while it rings still rings: its task looks at the state that
 * it is about.
 */
final class Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
  private static final int NOT_SET = -1;

  private final TimeSource time;
  private final Runnable afterRinging;
  private final ReentrantLock lock = new ReentrantLock();
  // Under the lock: a binary heap by time, each alarm knowing its own index.
  private Alarm[] heap = new Alarm[16];
  private int size;
  private TimeSource.@Nullable Cancellable wakeUp;
  private long wakeUpAt;
  private boolean closed;

  Alarms(TimeSource time, Runnable afterRinging) {
    this.time = time;
    this.afterRinging = afterRinging;
  }

  /** An alarm that is not set yet; its task must not block. */
  Alarm alarm(Runnable task) {
    return new Alarm(task);
  }

  /** Nothing rings any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      size = 0;
      Arrays.fill(heap, null);
      cancelWakeUp();
    } finally {
      lock.unlock();
    }
  }

  private void ring() {
    for (Alarm alarm : takeDue()) {
      runSafely(alarm.task);
    }
    runSafely(afterRinging);
  }

  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // Whatever it is: others wait for their alarm on this thread.
      LOG.error("A timed task failed; the others go on", e);
    }
  }

  private List<Alarm> takeDue() {
    List<Alarm> due = new ArrayList<>();
    lock.lock();
    try {
      wakeUp = null;
      long now = time.nanoTime();
      while (size > 0 && heap[0].at - now <= 0) {
        due.add(heap[0]);
        remove(heap[0]);
      }
      wakeUpForHead(now);
    } finally {
      lock.unlock();
    }
    return due;
  }

  /** Sees to it that the timer fires for the earliest alarm; the port only notes it down. */
  private void wakeUpForHead(long now) {
    if (closed || size == 0 || (wakeUp != null && wakeUpAt - heap[0].at <= 0)) {
      return;
    }
    cancelWakeUp();
    wakeUpAt = heap[0].at;
    wakeUp = time.schedule(Duration.ofNanos(Math.max(0, wakeUpAt - now)), this::ring);
  }

  private void cancelWakeUp() {
    if (wakeUp != null) {
      wakeUp.cancel();
      wakeUp = null;
    }
  }

  private void add(Alarm alarm) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    place(alarm, size++);
    up(alarm);
  }

  private void remove(Alarm alarm) {
    int hole = alarm.index;
    alarm.index = NOT_SET;
    Alarm last = heap[--size];
    heap[size] = null;
    if (last != alarm) {
      place(last, hole);
      up(last);
      down(last);
    }
  }

  private void up(Alarm alarm) {
    while (alarm.index > 0) {
      Alarm parent = heap[(alarm.index - 1) / 2];
      if (parent.at - alarm.at <= 0) {
        return;
      }
      swap(parent, alarm);
    }
  }

  private void down(Alarm alarm) {
    while (true) {
      int child = 2 * alarm.index + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && heap[child + 1].at - heap[child].at < 0) {
        child++;
      }
      if (alarm.at - heap[child].at <= 0) {
        return;
      }
      swap(alarm, heap[child]);
    }
  }

  private void swap(Alarm a, Alarm b) {
    int index = a.index;
    place(a, b.index);
    place(b, index);
  }

  private void place(Alarm alarm, int index) {
    heap[index] = alarm;
    alarm.index = index;
  }

  /** One thing to be done at a time that may change. */
  final class Alarm {

    private final Runnable task;
    private long at;
    private int index = NOT_SET;

    private Alarm(Runnable task) {
      this.task = task;
    }

    /** Rings once at that moment of the monotonic clock, and no more at the one set before. */
    void set(long nanoTime) {
      lock.lock();
      try {
        if (closed || (index != NOT_SET && at == nanoTime)) {
          return;
        }
        if (index != NOT_SET) {
          remove(this);
        }
        at = nanoTime;
        add(this);
        if (heap[0] == this) {
          wakeUpForHead(time.nanoTime());
        }
      } finally {
        lock.unlock();
      }
    }

    /** Does not ring. */
    void clear() {
      lock.lock();
      try {
        if (index != NOT_SET) {
          remove(this);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
