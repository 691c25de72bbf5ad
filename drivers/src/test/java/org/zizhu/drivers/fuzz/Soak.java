package org.zizhu.drivers.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * What {@code ./run fuzz} starts: gives each parser that a test with the tag "fuzz" feeds to Jazzer, one after the other and each in a
 * process of its own, and tells how many inputs it tried. Ends with 1 where it found something; the input lies beside the
 * log then.
 */
public final class Soak {

    private static final Path FOLDER = Path.of("target", "soak");
    private static final Path REPORT = Path.of("target", "soak.txt");
    private static final String PARSER = "zizhu.soak.parser";

    /** Whose branches are counted. */
    private static final String OURS = "org.zizhu.**";

    private static final String SANITIZERS = Stream.of(
                    "ClojureLangHooks",
                    "Deserialization",
                    "ExpressionLanguageInjection",
                    "LdapInjection",
                    "NamingContextLookup",
                    "OsCommandInjection",
                    "ReflectiveCall",
                    "RegexInjection",
                    "RegexRoadblocks",
                    "ScriptEngineInjection",
                    "ServerSideRequestForgery",
                    "SqlInjection",
                    "XPathInjection")
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
            .collect(Collectors.joining(":"));

    /** libFuzzer's last word, such as "#81920 DONE cov: 130 ft: 372". */
    private static final Pattern DONE = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+)");

    /** Filled while the tests are asked what they feed, instead of feeding it. */
    private static @Nullable List<Fuzz.Target> asked;

    private static Fuzz.@Nullable Target target;

    private Soak() {}

    /** Whether the target is only asked for. */
    static boolean takes(Fuzz.Target told) {
        List<Fuzz.Target> all = asked;
        return all != null && all.add(told);
    }

    /** Called by Jazzer, once. */
    public static void fuzzerInitialize() {
        String wanted = System.getProperty(PARSER, "");
        target = targets().stream()
                .filter(one -> one.parser().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such parser: " + wanted));
    }

    /** Called by Jazzer, with each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Fuzz.Target fed = target;
        if (fed == null) {
            throw new IllegalStateException("not initialised");
        }
        try {
            fed.fresh().get().parse(input);
        } catch (Exception e) {
            if (!fed.declares(e)) {
                throw e;
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        List<String> report = new ArrayList<>();
        boolean clean = true;
        for (Fuzz.Target one : targets()) {
            Path folder = FOLDER.resolve(one.parser().replaceAll("[^A-Za-z0-9]+", "-"));
            Path corpus = Files.createDirectories(folder.resolve("corpus"));
            for (int i = 0; i < one.seeds().size(); i++) {
                Files.write(corpus.resolve("captured-" + i), one.seeds().get(i));
            }
            Path log = folder.resolve("log");
            int end = jazzer(one.parser(), seconds, folder, corpus, log);
            String line = one.parser() + ": " + said(log, end);
            clean &= end == 0;
            report.add(line);
            System.out.println(line);
        }
        Files.write(REPORT, report);
        System.exit(clean && !report.isEmpty() ? 0 : 1);
    }

    private static int jazzer(String parser, int seconds, Path folder, Path corpus, Path log)
            throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-D" + PARSER + "=" + parser,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + Soak.class.getName(),
                        "--instrumentation_includes=" + OURS,
                        // Of injections into shells, databases and the like, of which there are none here; they find
                        // the test
                        // platform suspicious.
                        "--disabled_hooks=" + SANITIZERS,
                        "-max_total_time=" + seconds,
                        // Seconds that one input may take; a loaded machine may pause it for long.
                        "-timeout=20",
                        "-max_len=65536",
                        "-rss_limit_mb=4096",
                        "-artifact_prefix=" + folder + "/",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    private static String said(Path log, int end) throws IOException {
        Matcher done = DONE.matcher(Files.readString(log));
        String tried = done.find() ? done.group(1) + " inputs, " + done.group(2) + " branches" : "no count";
        return tried + (end == 0 ? ", nothing found" : ", FOUND something: see " + log);
    }

    private static List<Fuzz.Target> targets() {
        List<Fuzz.Target> all = new ArrayList<>();
        asked = all;
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectPackage("org.zizhu.drivers"))
                .filters(TagFilter.includeTags("fuzz"))
                .build();
        SummaryGeneratingListener outcome = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, outcome);
        asked = null;
        if (outcome.getSummary().getTotalFailureCount() > 0) {
            throw new IllegalStateException(
                    "tests can't say what they feed",
                    outcome.getSummary().getFailures().get(0).getException());
        }
        return all;
    }
}
