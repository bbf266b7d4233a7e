package dev.maestro.lab.traffic;

import java.util.concurrent.CountDownLatch;

/** What goes wrong with one request. */
public sealed interface Fault {

    /** Nothing. */
    record None() implements Fault {}

    /** No reply before the latch opens, or ever. */
    record Slow(CountDownLatch until) implements Fault {}

    /** The connection breaks in the middle of the reply. */
    record Cut() implements Fault {}

    /** The connection closes before any reply. */
    record Dropped() implements Fault {}

    /** Status 200 with a body that is not JSON. */
    record Malformed() implements Fault {}

    /** Another model answers than the one that was asked. */
    record WrongModel(String answeredBy) implements Fault {}

    /** An error status with a message, as these endpoints word it. */
    record Status(int code, String message) implements Fault {}

    /** 429 with {@code Retry-After}. */
    record TooMany(int retryAfterSeconds) implements Fault {}
}
