package labwire.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import labwire.dash.player.FileSink;
import labwire.dash.player.Player;
import labwire.dash.player.PlayerConfig;
import labwire.dash.player.http.TlsEngines;
import labwire.dash.report.Headline;
import labwire.dash.report.JsonReport;
import labwire.dash.report.ReportFiles;
import labwire.dash.report.SessionRecorder;
import labwire.dash.report.SessionReport;
import labwire.dash.report.TerminalView;
import labwire.dash.session.PlayerEvent;
import labwire.gateway.data.DataFolder;
import labwire.gateway.lab.StartException;
import labwire.gateway.play.PlaySettings;
import labwire.gateway.play.PlayerEventJson;
import labwire.gateway.sockets.WorkstationSockets;
import labwire.netlab.time.RandomStreams;
import labwire.tls.ClientTls;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a title without a screen, and reports how it went. */
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        description = {
            "Play a DASH title, on demand or live, without a screen: download, adapt, check, report.",
            "With --on, a host of the running lab plays; without, this machine, by its own network."
        },
        footer = {
            "",
            "Rules: throughput, bola-e, dynamic, robust-mpc, bba-0.",
            "Exit status 0: played to the end, or as long as asked for. 1: not. 2: the command line makes no sense.",
            "",
            "Example:",
            "  ./labwire play http://video:8080/demo/manifest.mpd --on pc1",
            "  ./labwire play http://video:8080/live/demo/manifest.mpd --on pc1 --duration 60s --report session",
            "  ./labwire play http://127.0.0.1:8080/demo/manifest.mpd --rule bola-e --json"
        })
final class PlayCommand implements Callable<Integer> {
    private static final int DISK_PATIENCE_SECONDS = 60;

    @Mixin
    private DataOption data;

    @Parameters(paramLabel = "URL", description = "of the manifest")
    private String url;

    @Option(names = "--on", paramLabel = "HOST", description = "a host of the running lab that is to play")
    private @Nullable String host;

    @Option(names = "--rule", paramLabel = "RULE", description = "how rungs are chosen (default: dynamic)")
    private String rule = PlaySettings.DEFAULT_RULE;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "how much to play (default: to the end; live: until Ctrl-C)")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--buffer",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "how far ahead to fetch (default: 25s)")
    private Duration buffer = PlaySettings.DEFAULT_BUFFER;

    @Option(names = "--report", paramLabel = "DIR", description = "write report.html, chart.svg, JSON and CSV there")
    private @Nullable Path reportFolder;

    @Option(names = "--save", paramLabel = "DIR", description = "write the media there, a file a rung")
    private @Nullable Path save;

    @Option(names = "--json", description = "print the report as JSON, and nothing while it plays")
    private boolean json;

    private final SessionRecorder recorder = new SessionRecorder();
    private boolean begun;
    private boolean reported;

    @Override
    public Integer call() throws InterruptedException {
        PlaySettings settings = settings();
        Consumer<PlayerEvent> view = json ? event -> {} : view();
        Consumer<PlayerEvent> listener = event -> {
            synchronized (recorder) {
                begun = true;
                recorder.accept(event);
                view.accept(event);
            }
        };
        // Ctrl-C is how a session without an end is ended: it is reported all the same.
        Runtime.getRuntime().addShutdownHook(new Thread(this::reportWhatWasPlayed, "labwire-shutdown"));
        if (host != null) {
            playInLab(settings, host, listener);
        } else {
            playHere(settings, listener);
        }
        return report().complete() ? LabwireCommand.DONE : LabwireCommand.FAILED;
    }

    private PlaySettings settings() {
        if (host != null && save != null) {
            throw new StartException("--save with --on (expected: one of them; the lab's hosts keep no media)");
        }
        try {
            return PlaySettings.of(url, rule, duration, buffer);
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private TerminalView view() {
        TerminalView.Form form = Terminal.isOutput() ? TerminalView.Form.TERMINAL : TerminalView.Form.PLAIN;
        return new TerminalView(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8), form, buffer.toMillis() / 1e3);
    }

    private void playInLab(PlaySettings settings, String onHost, Consumer<PlayerEvent> listener) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("host", onHost);
        request.put("url", settings.url().toString());
        request.put("rule", settings.rule());
        request.put("durationMillis", settings.duration().toMillis());
        request.put("bufferMillis", settings.buffer().toMillis());
        data.client().stream("/v1/play", request, line -> listener.accept(PlayerEventJson.read(line)));
    }

    private void playHere(PlaySettings settings, Consumer<PlayerEvent> listener) throws InterruptedException {
        SecureRandom random = new SecureRandom();
        WorkstationSockets sockets = WorkstationSockets.open(1);
        ExecutorService disk = Executors.newSingleThreadExecutor();
        try {
            PlayerConfig.Builder config = settings.toConfig(
                            InstantSource.system(), new RandomStreams(random.nextLong()).stream("player"))
                    .tls(trust(random), Runnable::run);
            Optional<FileSink> files = Optional.ofNullable(save).map(folder -> new FileSink(folder, disk));
            files.ifPresent(config::sink);
            Player.start(config.build(), sockets.bootstrap(), listener).ended().await();
            disk.shutdown();
            if (!disk.awaitTermination(DISK_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new StartException(save + ": still being written (expected: a disk that is faster)");
            }
            files.flatMap(FileSink::failure).ifPresent(e -> {
                throw new StartException(save + ": " + e.getMessage() + " (expected: a folder that can be written)", e);
            });
        } finally {
            disk.shutdownNow();
            sockets.close();
        }
    }

    /** The lab's CA, if this data folder has one; else what Java trusts. */
    private TlsEngines trust(SecureRandom random) {
        Path certificate = DataFolder.ca(data.folder()).resolve("ca.pem");
        if (!Files.exists(certificate)) {
            return PlayCommand::publicTls;
        }
        try (InputStream in = Files.newInputStream(certificate)) {
            X509Certificate ca =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return ClientTls.trusting(ca, InstantSource.system(), random)::newEngine;
        } catch (IOException | CertificateException e) {
            throw new StartException(certificate + ": " + e.getMessage() + " (expected: the lab's CA)", e);
        }
    }

    private static SSLEngine publicTls(String peer, int port) {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine(peer, port);
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            return engine;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS (expected: some)", e);
        }
    }

    private void reportWhatWasPlayed() {
        synchronized (recorder) {
            if (begun) {
                report();
            }
        }
    }

    /** Prints and writes the report, once. */
    private SessionReport report() {
        synchronized (recorder) {
            SessionReport done = recorder.report();
            if (reported) {
                return done;
            }
            reported = true;
            System.out.println(json ? JsonReport.of(done).stripTrailing() : Headline.of(done));
            try {
                if (reportFolder != null) {
                    List<Path> files = ReportFiles.write(done, reportFolder);
                    System.err.println("Report: " + files.get(0));
                }
            } catch (IOException e) {
                System.err.println("labwire: " + reportFolder + ": " + e.getMessage()
                        + " (expected: a folder that can be written)");
            }
            return done;
        }
    }
}
