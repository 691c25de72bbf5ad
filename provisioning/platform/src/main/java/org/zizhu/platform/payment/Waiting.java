package org.zizhu.platform.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Who waits for an order to leave a state. Thread-safe. */
final class Waiting {

    private record Waiter(State since, CompletableFuture<Order> future) {
        boolean over(Order order) {
            return since != order.state() || future.isDone();
        }
    }

    private final Map<String, List<Waiter>> waiters = new HashMap<>();

    /** Completes with the order once it is in another state. Whoever waits no longer completes it by itself. */
    CompletableFuture<Order> add(String number, State since) {
        CompletableFuture<Order> future = new CompletableFuture<>();
        synchronized (waiters) {
            List<Waiter> list = waiters.computeIfAbsent(number, none -> new ArrayList<>());
            list.removeIf(waiter -> waiter.future.isDone());
            list.add(new Waiter(since, future));
        }
        return future;
    }

    /** The order may have changed. */
    void announce(Order order) {
        List<Waiter> over = new ArrayList<>();
        synchronized (waiters) {
            waiters.computeIfPresent(order.number(), (number, list) -> {
                list.stream().filter(waiter -> waiter.over(order)).forEach(over::add);
                list.removeAll(over);
                return list.isEmpty() ? null : list;
            });
        }
        over.forEach(waiter -> waiter.future.complete(order));
    }

    /** Nobody waits any longer. */
    void end() {
        List<Waiter> all = new ArrayList<>();
        synchronized (waiters) {
            waiters.values().forEach(all::addAll);
            waiters.clear();
        }
        all.forEach(waiter -> waiter.future.cancel(false));
    }
}
