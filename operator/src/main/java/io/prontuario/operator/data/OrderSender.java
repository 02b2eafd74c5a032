package io.prontuario.operator.data;

import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.operator.feature.PlatformLog;
import io.prontuario.operator.frontdoor.DataAgents;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every box its orders, side by side. To one box, those about its database or witness go one after the other, and the write route
 * beside them: to carry out another order takes until a database has stopped or was promoted. The caller does not wait: a box that is dead delays
 * no other box and no pass. Newer orders replace those that wait. Orders that were accepted are repeated once in a while, which is harmless and
 * restores what was changed by hand.
 */
final class OrderSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderSender.class);
    private static final Duration REPEAT = Duration.ofSeconds(1);

    private final DataAgents agents;
    private final Consumer<FrontDoorBox> onSent;
    private final ExecutorService pool;
    private final Map<FrontDoorBox, Mailboxes> boxes = new ConcurrentHashMap<>();

    /** @param onSent told of a box that answered, when all of its orders were sent */
    OrderSender(DataAgents agents, PlatformLog log, Consumer<FrontDoorBox> onSent) {
        this.agents = agents;
        this.onSent = onSent;
        this.pool = Executors.newCachedThreadPool(log.threads("data-orders"));
    }

    /** Sends these orders as soon as the box is free. Returns at once. */
    void send(FrontDoorBox box, List<DataOrder> orders) {
        mailboxes(box).put(orders);
    }

    /** Whether the box has accepted this order since its newest list began. */
    boolean accepted(FrontDoorBox box, DataOrder order) {
        return mailboxes(box).record().accepted(order);
    }

    /** Why the box refused one of its newest orders, and what to do. */
    Optional<String> refusal(FrontDoorBox box) {
        Mailboxes both = boxes.get(box);
        return both == null
                ? Optional.empty()
                : Optional.ofNullable(both.record().refusal).or(() -> Optional.ofNullable(both.route().refusal));
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private Mailboxes mailboxes(FrontDoorBox box) {
        return boxes.computeIfAbsent(box, name -> new Mailboxes(new Mailbox(name), new Mailbox(name)));
    }

    /** The orders of one box, by what they are about. */
    private record Mailboxes(Mailbox route, Mailbox record) {
        void put(List<DataOrder> orders) {
            route.put(orders.stream().filter(Mailboxes::isRoute).toList());
            record.put(orders.stream().filter(order -> !isRoute(order)).toList());
        }

        private static boolean isRoute(DataOrder order) {
            return order instanceof DataOrder.Route;
        }
    }

    /** Orders that are carried out one after the other. */
    private final class Mailbox {
        private final FrontDoorBox box;
        private @Nullable List<DataOrder> waiting;
        private List<DataOrder> sent = List.of();
        private boolean allAccepted;
        private long sentAt;
        private boolean running;
        private @Nullable DataOrder acceptedOwner;
        private volatile @Nullable String refusal;

        Mailbox(FrontDoorBox box) {
            this.box = box;
        }

        synchronized void put(List<DataOrder> orders) {
            boolean repeated = allAccepted && orders.equals(sent) && System.nanoTime() - sentAt < REPEAT.toNanos();
            if (repeated) {
                return;
            }
            waiting = orders.isEmpty() ? null : orders;
            if (waiting != null && !running) {
                running = true;
                submit();
            }
        }

        synchronized boolean accepted(DataOrder order) {
            return order.equals(acceptedOwner);
        }

        private void submit() {
            try {
                pool.execute(this::run);
            } catch (RejectedExecutionException closed) {
                LOG.debug("orders to {} are not sent any more: the platform is forgotten", box.name());
            }
        }

        private void run() {
            for (List<DataOrder> orders = next(); orders != null; orders = next()) {
                try {
                    carryOut(orders);
                } catch (RuntimeException e) {
                    LOG.warn("orders to {} could not be sent; the next pass sends them again", box.name(), e);
                }
            }
        }

        private synchronized @Nullable List<DataOrder> next() {
            List<DataOrder> orders = waiting;
            waiting = null;
            running = orders != null;
            return orders;
        }

        private void carryOut(List<DataOrder> orders) {
            boolean all = true;
            boolean answered = false;
            String refused = null;
            for (DataOrder order : orders) {
                AgentAnswer answer = agents.data(box).order(order);
                if (answer instanceof AgentAnswer.Unreachable unreachable) {
                    LOG.debug("{} did not answer {}: {}", box.name(), order, unreachable.reason());
                    all = false;
                    break; // the next ones would wait as long
                }
                answered = true;
                String why = why(answer);
                if (why != null) {
                    LOG.warn("{} refused {}: {}", box.name(), order, why);
                    refused = refused == null ? why : refused;
                    all = false;
                } else if (order instanceof DataOrder.Owner) {
                    acceptedOwner(order);
                }
            }
            if (answered) {
                refusal = refused;
            }
            finished(orders, all);
            if (answered) {
                onSent.accept(box);
            }
        }

        private synchronized void acceptedOwner(DataOrder order) {
            acceptedOwner = order;
        }

        private synchronized void finished(List<DataOrder> orders, boolean all) {
            sent = orders;
            allAccepted = all;
            sentAt = System.nanoTime();
        }

        private static @Nullable String why(AgentAnswer answer) {
            if (answer instanceof AgentAnswer.Refused refused) {
                return refused.message();
            }
            return answer instanceof AgentAnswer.Stale stale ? stale.message() : null;
        }
    }
}
