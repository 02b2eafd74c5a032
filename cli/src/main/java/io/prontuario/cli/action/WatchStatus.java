package io.prontuario.cli.action;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Watches platforms until the thread is interrupted; a broken watch is opened again. */
public final class WatchStatus {
    private final Cluster cluster;
    private final @Nullable String name;

    public WatchStatus(Cluster cluster, @Nullable String name) {
        this.cluster = cluster;
        this.name = name;
    }

    public void run(Consumer<ProntuarioPlatform> onChange) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            CountDownLatch ended = new CountDownLatch(1);
            try (Watch watch = cluster.call(
                    () -> cluster.platforms().inNamespace(cluster.namespace()).watch(watcher(onChange, ended)))) {
                ended.await();
            }
        }
    }

    private Watcher<ProntuarioPlatform> watcher(Consumer<ProntuarioPlatform> onChange, CountDownLatch ended) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ProntuarioPlatform platform) {
                if (action != Action.DELETED
                        && (name == null || name.equals(platform.getMetadata().getName()))) {
                    onChange.accept(platform);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                ended.countDown();
            }

            @Override
            public void onClose() {
                ended.countDown();
            }
        };
    }
}
