package io.prontuario.testbed.load;

import io.prontuario.ledger.FoundWrites;
import io.prontuario.ledger.WriteLog;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/** The running clients. Closing stops new requests, waits for those under way and gives up on none early. */
public final class Load implements AutoCloseable {
    private static final String REJECTED = "not sent: the maximum of requests was already waiting for answers";

    private final LoadPlan plan;
    private final LoadLog log = new LoadLog();
    private final DeadlineCloser deadlines = new DeadlineCloser();
    private final OpenLoop reads;
    private final OpenLoop streams;
    private final OpenLoop mix;
    private final Mix users;
    private final LoadTarget readTarget;
    private final WriteLog writes = new WriteLog();
    private boolean drained;

    private Load(LoadPlan plan, LoadTarget readTarget, LoadTarget streamTarget) {
        this.plan = plan;
        this.readTarget = readTarget;
        PatientRead read = new PatientRead(readTarget, plan.readLimit(), deadlines);
        int most = (int) (plan.readsPerSecond() * plan.readLimit().toSeconds() * 2) + 50;
        reads = new OpenLoop("load-get", plan.readsPerSecond(), most, new Reads(read, readTarget.sessions()));
        TokenStream stream =
                new TokenStream(streamTarget, plan.model(), plan.streamTokens(), plan.streamLimit(), deadlines);
        streams = new OpenLoop("load-stream", Math.max(plan.streamsPerSecond(), 0.001), 200, new Streams(stream));
        users = new Mix(readTarget, plan.run(), plan.seed(), log, writes, deadlines);
        // Writes wait for the writer to move, so more of them than of the reads are under way.
        int waiting = (int) (plan.mixPerSecond() * Mix.limit().toSeconds()) + 50;
        mix = new OpenLoop("load-mix", Math.max(plan.mixPerSecond(), 0.001), waiting, users);
    }

    public static Load start(LoadPlan plan, LoadTarget target) {
        return start(plan, target, target);
    }

    /** @param streamTarget where streams go when no front door joins them to the reads */
    public static Load start(LoadPlan plan, LoadTarget readTarget, LoadTarget streamTarget) {
        Load load = new Load(plan, readTarget, streamTarget);
        load.reads.start();
        if (plan.streamsPerSecond() > 0) {
            load.streams.start();
        }
        if (plan.mixPerSecond() > 0) {
            load.mix.start();
        }
        return load;
    }

    private int patient(int number) {
        return 1 + new SplittableRandom(plan.seed() * 1_000_003 + number).nextInt(SeededPatients.COUNT);
    }

    public LoadLog log() {
        return log;
    }

    /** Every write of the mix that has ended. */
    public WriteLog writes() {
        return writes;
    }

    /**
     * What the api shows of those writes.
     *
     * @throws IOException when it does not answer
     */
    public FoundWrites shownByApi() throws IOException {
        return ApiReads.encounters(readTarget, users.patients());
    }

    /** Requests under way now. */
    public int inFlight() {
        return reads.running() + streams.running() + mix.running();
    }

    /**
     * Whether every GET and stream that was due before {@code nanos} has ended, so that a window up to there is
     * complete. The mix is not waited for: its writes may wait for the writer.
     */
    public boolean settled(long nanos) {
        return reads.settled(nanos) && streams.settled(nanos);
    }

    /** Stops new requests and waits until every one under way has ended, at most their own limits. */
    public void drain() throws InterruptedException {
        drained = true;
        reads.drain(plan.readLimit().plusSeconds(2));
        streams.drain(plan.streamsPerSecond() > 0 ? plan.streamLimit().plusSeconds(2) : Duration.ofSeconds(1));
        mix.drain(plan.mixPerSecond() > 0 ? Mix.limit() : Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        if (!drained) {
            reads.close();
            streams.close();
            mix.close();
        }
        deadlines.close();
    }

    private final class Reads implements OpenLoop.Task {
        private final PatientRead read;
        private final Sessions sessions;

        Reads(PatientRead read, Sessions sessions) {
            this.read = read;
            this.sessions = sessions;
        }

        @Override
        public void run(int number, long due) {
            ReadResult outcome = read.read(patient(number), sessions.token("clinician", number), due);
            log.add(new GetRecord(number, due, System.nanoTime(), outcome));
        }

        @Override
        public void rejected(int number, long due) {
            log.add(new GetRecord(
                    number, due, System.nanoTime(), new ReadResult.Failed(ReadResult.FailureKind.UNSENT, REJECTED)));
        }
    }

    private final class Streams implements OpenLoop.Task {
        private final TokenStream stream;

        Streams(TokenStream stream) {
            this.stream = stream;
        }

        @Override
        public void run(int number, long due) {
            log.add(stream.run(number, due));
        }

        @Override
        public void rejected(int number, long due) {
            log.add(new StreamRecord(number, due, System.nanoTime(), null, 0, false, REJECTED));
        }
    }
}
