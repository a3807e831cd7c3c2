package labwire.gateway.cli;

import java.io.IOException;
import java.io.Writer;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import labwire.gateway.api.ApiResponse;
import labwire.gateway.api.ApiRoutes;
import labwire.gateway.api.ApiServer;
import labwire.gateway.data.DataFolder;
import labwire.gateway.data.LogFile;
import labwire.gateway.lab.StartException;
import labwire.gateway.mail.MailRoutes;
import labwire.gateway.mail.WorkstationMail;
import labwire.gateway.settings.MailSettingsFile;
import labwire.netlab.topology.LabException;
import labwire.netlab.topology.LabFileLoader;
import labwire.smtp.MailPorts;
import labwire.smtp.MailSettings;
import labwire.smtp.disk.RealDisk;
import labwire.tls.LabCa;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The mail server without a lab. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serve mail on this machine's own network, without a lab, until Ctrl-C, SIGTERM or './labwire down'.",
            "Without settings it takes mail for everyone and sends nothing on. The other mail commands work beside",
            "it, with the same data folder. Certificates are of that folder's CA: './labwire ca' prints the CA."
        },
        footer = {
            "",
            "Exit status 2: a port, the settings or the data folder is at fault; nothing was started.",
            "",
            "Example:",
            "  ./labwire mail serve",
            "  ./labwire mail serve --settings mail.yaml --data mail --port-offset 1000",
            "  ./labwire mail serve --address 0.0.0.0 --smtp-port 25 --pop3-port 110"
        })
final class MailServeCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @Mixin
    private DataOption data;

    @Option(names = "--settings", paramLabel = "FILE", description = "how to behave (default: take everything)")
    private @Nullable Path settings;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "to listen at (default: ${DEFAULT-VALUE})")
    private InetAddress address;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "mail",
            description = "the host name it goes by, which its certificate has too (default: ${DEFAULT-VALUE})")
    private String hostName;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "add N to every port that is not 0")
    private int portOffset;

    @Option(
            names = "--smtp-port",
            paramLabel = "N",
            defaultValue = "2525",
            description = "for mail from anyone; 0: any, here and below (default: ${DEFAULT-VALUE})")
    private int smtp;

    @Option(
            names = "--submission-port",
            paramLabel = "N",
            defaultValue = "2587",
            description = "for users' programs, with STARTTLS (default: ${DEFAULT-VALUE})")
    private int submission;

    @Option(
            names = "--submissions-port",
            paramLabel = "N",
            defaultValue = "2465",
            description = "for users' programs, under TLS (default: ${DEFAULT-VALUE})")
    private int submissions;

    @Option(
            names = "--pop3-port",
            paramLabel = "N",
            defaultValue = "2110",
            description = "for reading mail, with STLS (default: ${DEFAULT-VALUE})")
    private int pop3;

    @Option(
            names = "--pop3s-port",
            paramLabel = "N",
            defaultValue = "2995",
            description = "for reading mail, under TLS (default: ${DEFAULT-VALUE})")
    private int pop3s;

    @Option(names = "--lmtp-port", paramLabel = "N", description = "for servers that hand mail on (default: no LMTP)")
    private @Nullable Integer lmtp;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MailSettings behaviour = behaviour();
        MailPorts ports = ports();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (DataFolder folder = DataFolder.open(data.folder());
                Writer logFile = logFile(folder);
                LogThread logThread = new LogThread();
                WorkstationMail mail = start(folder, new LogFile(logFile, logThread.executor()), behaviour, ports)) {
            ApiServer api = mail.serve(routes(mail.routes(), asked));
            api.address().write(folder.apiFile());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> askAndWait(asked, ended), "labwire-shutdown"));
            print(mail);
            asked.await();
            Files.deleteIfExists(folder.apiFile());
            api.stop();
        } finally {
            ended.countDown();
        }
        return LabwireCommand.DONE;
    }

    private MailSettings behaviour() {
        try {
            return settings == null ? MailSettings.DEFAULTS : MailSettingsFile.load(settings);
        } catch (LabException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private MailPorts ports() {
        MailPorts ports = MailPorts.of(
                shifted("smtp", smtp),
                shifted("submission", submission),
                shifted("submissions", submissions),
                shifted("pop3", pop3),
                shifted("pop3s", pop3s));
        return lmtp == null ? ports : ports.withLmtp(shifted("lmtp", lmtp));
    }

    private int shifted(String name, int port) {
        int shifted = port == 0 ? 0 : port + portOffset;
        if (shifted < 0 || shifted > MAX_PORT) {
            throw new StartException(name + " port: " + port + " with offset " + portOffset + ": " + shifted
                    + " (expected: 0 to " + MAX_PORT + ")");
        }
        return shifted;
    }

    private static Writer logFile(DataFolder folder) {
        Path file = folder.log().resolve("mail.log");
        try {
            Files.createDirectories(folder.log());
            return Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new StartException(file + ": " + e.getMessage() + " (expected: a file that can be written)", e);
        }
    }

    /** By the lab's CA; one that is made here is fit for the shipped lab, too. */
    private WorkstationMail start(DataFolder folder, LogFile log, MailSettings behaviour, MailPorts ports) {
        var hosts = LabFileLoader.load(UpCommand.shippedLab()).hostNames();
        LabCa ca = LabCa.loadOrCreate(folder.ca(), hosts, InstantSource.system(), new SecureRandom());
        Path kept = folder.mail(hostName);
        try {
            Files.createDirectories(kept);
            RealDisk disk = RealDisk.at(kept);
            return WorkstationMail.start(new WorkstationMail.Place(hostName, address, disk, ca, log), behaviour, ports);
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            boolean taken = e.getCause() instanceof BindException;
            throw new StartException(
                    e.getMessage() + (taken ? " (expected: free ports; --port-offset N shifts all)" : ""), e);
        }
    }

    /** A lab's {@code down}, too. */
    private static ApiRoutes routes(MailRoutes mail, CountDownLatch asked) {
        return request -> {
            if (MailRoutes.has(request.path())) {
                return mail.handle(request);
            }
            String route = request.method() + " " + request.path();
            if (route.equals("POST /v1/down")) {
                asked.countDown();
                return CompletableFuture.completedStage(ApiResponse.ok(Map.of("down", true)));
            }
            return CompletableFuture.completedStage(ApiResponse.error(
                    404, route + ": no such route (expected: one of mail's; this is a mail server without a lab)"));
        };
    }

    private static void askAndWait(CountDownLatch asked, CountDownLatch ended) {
        asked.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(WorkstationMail mail) {
        mail.addresses()
                .forEach((service, bound) -> System.out.println(
                        "Serving " + service + " at " + bound.getAddress().getHostAddress() + ":" + bound.getPort()));
        System.out.println("End with Ctrl-C");
        System.out.flush();
    }

    /** Writes the log; ends when all is written. */
    private static final class LogThread implements AutoCloseable {
        private static final int PATIENCE_SECONDS = 5;

        private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "labwire-log");
            thread.setDaemon(true);
            return thread;
        });

        ExecutorService executor() {
            return executor;
        }

        @Override
        public void close() {
            executor.shutdown();
            try {
                if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    executor.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
