import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;

/**
 * Calls the chat engine without the service: java -cp ... Direct.java MODEL THREADS SLOTS CONTEXT TOKENS SYSTEM. Answers each line
 * of standard input and prints the milliseconds to the first text, the total milliseconds and the number of tokens.
 */
public final class Direct {
    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        int slots = Integer.parseInt(args[2]);
        LlamaModel model = new LlamaModel(new ModelParameters()
                .setModel(args[0])
                .setThreads(threads)
                .setThreadsBatch(threads)
                .setParallel(slots)
                .setCtxSize(Integer.parseInt(args[3]) * slots)
                .setGpuLayers(0)
                .skipWarmup()
                .disableLog());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        System.out.println("ready");
        for (String question = lines.readLine(); question != null; question = lines.readLine()) {
            long started = System.nanoTime();
            String prompt = model.applyTemplate(
                    new InferenceParameters("").setMessages(args[5], List.of(new Pair<>("user", question))));
            InferenceParameters parameters = new InferenceParameters(prompt)
                    .setNPredict(Integer.parseInt(args[4]))
                    .setCachePrompt(true)
                    .setTemperature(0);
            LlamaIterator pieces = model.generate(parameters).iterator();
            long first = 0;
            int tokens = 0;
            while (pieces.hasNext()) {
                String text = pieces.next().text;
                if (first == 0 && !text.isEmpty()) {
                    first = System.nanoTime();
                }
                if (pieces.hasNext()) {
                    tokens++;
                }
            }
            System.out.printf("%.3f %.3f %d%n", (first - started) / 1e6, (System.nanoTime() - started) / 1e6, tokens);
        }
        System.exit(0); // threads of llama.cpp would keep the process alive
    }
}
