package io.prontuario.testbed.load;

import io.prontuario.ledger.Write;
import io.prontuario.ledger.WriteLog;
import io.prontuario.ledger.WriteOutcome;
import io.prontuario.testbed.load.ApiReply.Answer;
import io.prontuario.testbed.load.MixRecord.Result;
import io.prontuario.testbed.load.ReadResult.FailureKind;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What two hundred users do beside the reads: each request by a user who may, each write with a key and in the ledger. */
final class Mix implements OpenLoop.Task {
    private static final Duration READ_LIMIT = Duration.ofSeconds(5);
    private static final Duration CHAT_LIMIT = Duration.ofSeconds(20);
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(5);
    /** As long as a person repeats a write before calling for help. */
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(45);

    private final LoadTarget target;
    private final String run;
    private final long seed;
    private final LoadLog log;
    private final WriteLog writes;
    private final ApiCall call;
    private final PresentPatients present = new PresentPatients();

    /** @param run begins every key, so that runs on one record do not meet */
    Mix(LoadTarget target, String run, long seed, LoadLog log, WriteLog writes, DeadlineCloser deadlines) {
        this.target = target;
        this.run = run;
        this.seed = seed;
        this.log = log;
        this.writes = writes;
        this.call = new ApiCall(target, deadlines);
    }

    /** Patients with an encounter that was acknowledged. */
    Set<Integer> patients() {
        return present.all();
    }

    /** The longest that a request of the mix is under way. */
    static Duration limit() {
        return WRITE_LIMIT.plus(ATTEMPT_LIMIT);
    }

    @Override
    public void run(int number, long due) {
        SplittableRandom random = random(number);
        MixKind kind = MixKind.of(random.nextInt(1000));
        int patient = 1 + random.nextInt(SeededPatients.COUNT);
        int user = random.nextInt(1000);
        Result result = kind.write() ? write(kind, number, patient, user, due) : read(kind, patient, user, due);
        log.add(new MixRecord(kind, due, System.nanoTime(), result));
    }

    @Override
    public void rejected(int number, long due) {
        MixKind kind = MixKind.of(random(number).nextInt(1000));
        log.add(new MixRecord(
                kind,
                due,
                System.nanoTime(),
                new Result.Failed(FailureKind.UNSENT, "as many were waiting as may wait")));
    }

    private SplittableRandom random(int number) {
        return new SplittableRandom(seed * 7_368_787 + number);
    }

    private Result read(MixKind kind, int any, int user, long due) {
        int known = present.one(user);
        // A nurse reaches the patients that are here.
        boolean bySomeoneElse = kind == MixKind.LOOKUP && known == 0;
        int patient = kind == MixKind.LOOKUP && known > 0 ? known : any;
        ApiRequest request =
                switch (kind) {
                    case LOOKUP -> ApiRequest.get("/v1/patients/" + patient);
                    case PATIENT_LIST -> ApiRequest.get("/v1/patients?limit=20&after=" + patient);
                    case ENCOUNTER_LIST -> ApiRequest.get("/v1/encounters?patientId=" + patient);
                    default -> new ApiRequest(
                            "POST", "/v1/chat", "{\"message\":\"Name one vital sign. One word.\"}", null);
                };
        Duration limit = kind == MixKind.CHAT ? CHAT_LIMIT : READ_LIMIT;
        ApiReply reply = call.send(
                request,
                target.sessions().token(bySomeoneElse ? "clinician" : kind.role(), user),
                due + limit.toNanos());
        return result(reply);
    }

    private static Result result(ApiReply reply) {
        if (reply instanceof Answer answer) {
            if (answer.successful()) {
                return new Result.Done(answer.site());
            }
            return Refusal.of(answer) == Refusal.NOT_OFFERED
                    ? new Result.Told(answer.problem())
                    : new Result.Failed(FailureKind.STATUS, status(answer));
        }
        ApiReply.NoAnswer none = (ApiReply.NoAnswer) reply;
        return new Result.Failed(none.kind(), none.detail());
    }

    private static String status(Answer answer) {
        return "HTTP " + answer.status() + (answer.problem().isEmpty() ? "" : " " + answer.problem()) + " from "
                + answer.site();
    }

    private Result write(MixKind kind, int number, int patient, int user, long due) {
        String key = run + "-" + kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + number;
        ApiRequest request = request(kind, key, patient);
        long sent = System.nanoTime();
        long end = due + WRITE_LIMIT.toNanos();
        String doubt = null;
        ApiReply last;
        int attempts = 0;
        do {
            attempts++;
            last = call.send(
                    request, target.sessions().token(kind.role(), user), System.nanoTime() + ATTEMPT_LIMIT.toNanos());
            if (last instanceof Answer answer) {
                Refusal refusal = Refusal.of(answer);
                if (refusal == Refusal.NONE) {
                    acknowledged(kind, patient, answer);
                    note(kind(kind, answer), key, due, sent, attempts, new WriteOutcome.Acknowledged(null));
                    return new Result.Done(answer.site());
                }
                if (refusal == Refusal.FINAL || refusal == Refusal.NOT_OFFERED) {
                    break;
                }
                doubt = refusal == Refusal.DOUBTFUL ? status(answer) : doubt;
            } else if (last instanceof ApiReply.NoAnswer none && none.sent()) {
                doubt = none.kind() + ": " + none.detail();
            }
            pause();
        } while (System.nanoTime() < end);
        Result result = result(last);
        note(kind.title(), key, due, sent, attempts, outcome(doubt, result));
        return result;
    }

    private static WriteOutcome outcome(@Nullable String doubt, Result result) {
        return doubt == null ? new WriteOutcome.Failed(String.valueOf(result)) : new WriteOutcome.Unknown(doubt);
    }

    private void acknowledged(MixKind kind, int patient, Answer answer) {
        if (kind == MixKind.ENCOUNTER && answer.profile().equals("full")) {
            present.add(patient);
        }
    }

    /** In the emergency profile an alert goes to the inbox, not to the record. */
    private static String kind(MixKind kind, Answer answer) {
        return answer.profile().equals("emergency") ? "inbox " + kind.title() : kind.title();
    }

    private void note(String kind, String key, long due, long sent, int attempts, WriteOutcome outcome) {
        writes.add(new Write(key, kind, new Write.Times(due, sent, System.nanoTime()), attempts, outcome));
    }

    /** The key is in what is written, so that the record shows how often it was. */
    private static ApiRequest request(MixKind kind, String key, int patient) {
        return switch (kind) {
            case ENCOUNTER -> new ApiRequest(
                    "POST",
                    "/v1/encounters",
                    "{\"patientId\":" + patient + ",\"kind\":\"outpatient\",\"reason\":\"ledger " + key + "\"}",
                    key);
            case ALLERGIES -> new ApiRequest(
                    "PUT", "/v1/patients/" + patient + "/allergies", "{\"allergies\":[\"ledger " + key + "\"]}", key);
            default -> new ApiRequest(
                    "POST", "/v1/alerts", "{\"severity\":\"warning\",\"message\":\"ledger " + key + "\"}", key);
        };
    }

    /** As long as {@code Retry-After} says. */
    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
