package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.ChatRequest;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.GenerationResult;
import io.prontuario.workloads.inference.engine.KvCacheUsage;
import io.prontuario.workloads.inference.engine.TextRequest;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Generates "one two"; a test can block it after the first word or make it endless. */
final class ScriptedEngine implements ChatEngine {
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private volatile CountDownLatch afterFirst = new CountDownLatch(0);
    private volatile CountDownLatch warmUp = new CountDownLatch(0);
    private volatile boolean endless;
    private volatile boolean tooLong;
    private volatile String prompt = "";

    void blockAfterFirst() {
        afterFirst = new CountDownLatch(1);
    }

    void blockWarmUp() {
        warmUp = new CountDownLatch(1);
    }

    void generateEndlessly() {
        endless = true;
    }

    void rejectAsTooLong() {
        tooLong = true;
    }

    void release() {
        endless = false;
        afterFirst.countDown();
        warmUp.countDown();
    }

    /** The last prompt of a text completion. */
    String prompt() {
        return prompt;
    }

    int started() {
        return started.get();
    }

    int running() {
        return running.get();
    }

    int cancelled() {
        return cancelled.get();
    }

    @Override
    public void warmUp() throws EngineException {
        await(warmUp);
    }

    @Override
    public int parallel() {
        return 1;
    }

    @Override
    public Optional<KvCacheUsage> cacheUse() {
        return Optional.of(new KvCacheUsage(running.get() * 3, 12));
    }

    @Override
    public GenerationResult chat(ChatRequest request, TextSink sink) throws EngineException, IOException {
        return answer(sink);
    }

    @Override
    public GenerationResult complete(TextRequest request, TextSink sink) throws EngineException, IOException {
        prompt = request.prompt();
        return answer(sink);
    }

    private GenerationResult answer(TextSink sink) throws EngineException, IOException {
        if (tooLong) {
            throw new EngineException(EngineException.Kind.PROMPT_TOO_LONG, "too long");
        }
        started.incrementAndGet();
        running.incrementAndGet();
        boolean complete = false;
        try {
            sink.accept("one");
            await(afterFirst);
            while (endless) {
                if (!sink.isOpen()) {
                    throw new EngineException(EngineException.Kind.CANCELLED, "The client disconnected.");
                }
                sink.accept(".");
            }
            sink.accept(" two");
            complete = true;
            return new GenerationResult(3, 2, GenerationResult.FinishReason.STOP);
        } finally {
            running.decrementAndGet();
            if (!complete) {
                cancelled.incrementAndGet();
            }
        }
    }

    private static void await(CountDownLatch latch) throws EngineException {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new EngineException(EngineException.Kind.UNAVAILABLE, "stopped", stopped);
        }
    }

    @Override
    public void close() {}
}
