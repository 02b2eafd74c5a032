import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperState;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Calls the Whisper engine without the service: java -cp ... Direct.java MODEL SAMPLES THREADS, where SAMPLES is a file of 16 kHz
 * little-endian floats. Transcribes once for every line of standard input and prints the milliseconds, a tab and the text.
 */
public final class Direct {
    public static void main(String[] args) throws Exception {
        WhisperJNI.loadLibrary();
        WhisperJNI.setLibraryLogger(null);
        WhisperJNI whisper = new WhisperJNI();
        WhisperContext context = whisper.initNoState(Path.of(args[0]));
        WhisperState state = whisper.initState(context);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[1]))).order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(samples);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        System.out.println("ready");
        while (lines.readLine() != null) {
            long started = System.nanoTime();
            WhisperFullParams parameters = new WhisperFullParams();
            parameters.nThreads = Integer.parseInt(args[2]);
            parameters.language = "en";
            parameters.noContext = true;
            parameters.printProgress = false;
            parameters.printRealtime = false;
            parameters.printTimestamps = false;
            parameters.temperature = 0;
            int failed = whisper.fullWithState(context, state, parameters, samples, samples.length);
            StringBuilder text = new StringBuilder();
            for (int i = 0; failed == 0 && i < whisper.fullNSegmentsFromState(state); i++) {
                text.append(whisper.fullGetSegmentTextFromState(state, i));
            }
            System.out.printf("%.3f\t%s%n", (System.nanoTime() - started) / 1e6, text.toString().strip());
        }
        System.exit(0); // threads of whisper.cpp would keep the process alive
    }
}
