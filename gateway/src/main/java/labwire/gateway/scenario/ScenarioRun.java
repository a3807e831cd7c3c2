package labwire.gateway.scenario;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.dash.report.ReportFiles;
import labwire.dash.session.PlayerEvent;
import labwire.gateway.lab.ExecRun;
import labwire.gateway.lab.LinkChange;
import labwire.gateway.lab.MailBurst;
import labwire.gateway.lab.MailService;
import labwire.gateway.lab.StartException;
import labwire.gateway.lab.VirtualLab;
import labwire.netlab.device.Device;
import labwire.netlab.link.capture.CaptureFilter;
import labwire.netlab.time.VirtualTime;

/** Runs a scenario in a lab in virtual time, and prints what happens with its time. */
public final class ScenarioRun {
    private static final String A_HOST = " (expected: a host of the lab)";
    private static final int MAX_MESSAGES = Integer.MAX_VALUE;

    private final Scenario scenario;
    private final VirtualLab lab;
    private final PrintStream out;
    private final List<PlaySession> sessions = new ArrayList<>();
    private int unmet;
    /** Steps that have begun and not ended, or not begun yet. */
    private int pending;

    private ScenarioRun(Scenario scenario, VirtualLab lab, PrintStream out) {
        this.scenario = scenario;
        this.lab = lab;
        this.out = out;
    }

    /**
     * Runs a scenario file in the lab of a lab file.
     *
     * @param reports a folder for the reports of playback sessions, if they are wanted
     * @return false if an expectation was not met
     * @throws StartException if one of the files is at fault; nothing has then been run
     */
    public static boolean run(Path labFile, Path scenarioFile, long seed, PrintStream out, Optional<Path> reports) {
        Scenario scenario = ScenarioParser.parse(scenarioFile);
        try (VirtualLab lab = VirtualLab.start(labFile, seed)) {
            ScenarioRun run = new ScenarioRun(scenario, lab, out);
            run.check();
            run.openCaptures();
            out.println("Lab " + lab.lab().name() + " in virtual time, seed " + seed);
            run.run();
            if (reports.isPresent()) {
                run.writeReports(reports.get());
            }
            return run.unmet == 0;
        } catch (IOException e) {
            throw new StartException(e.getMessage() + " (expected: captures and reports that can be written)", e);
        }
    }

    /** Finds names that the lab does not have before anything happens. */
    private void check() {
        List<String> problems = new ArrayList<>();
        for (Scenario.Capture capture : scenario.captures()) {
            for (String port : capture.ports()) {
                if (lab.lab().port(port).isEmpty()) {
                    problems.add(at(capture.line()) + port + " (expected: NODE:PORT of the lab)");
                }
            }
        }
        for (Scenario.Step step : scenario.steps()) {
            String problem = problemOf(step.action());
            if (!problem.isEmpty()) {
                problems.add(at(step.line()) + problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new StartException(String.join("\n", problems));
        }
    }

    private String problemOf(Scenario.Action action) {
        if (action instanceof Scenario.Exec exec
                && lab.lab().device(exec.node()).isEmpty()) {
            return exec.node() + " (expected: a node of the lab)";
        }
        if (action instanceof Scenario.Link link) {
            return problemOf(link);
        }
        if (action instanceof Scenario.SendMail mail) {
            return isHost(mail.from()) ? problemOfMailServer(mail.to()) : mail.from() + A_HOST;
        }
        if (action instanceof Scenario.Play play) {
            return isHost(play.node()) ? "" : play.node() + A_HOST;
        }
        if (action instanceof Scenario.ExpectMail mail) {
            return problemOfMailServer(mail.node());
        }
        if (action instanceof Scenario.ExpectPlay expected) {
            boolean plays = scenario.steps().stream()
                    .anyMatch(step -> step.action() instanceof Scenario.Play play
                            && play.node().equals(expected.node()));
            return plays ? "" : expected.node() + " (expected: a node of a play line)";
        }
        return "";
    }

    private boolean isHost(String node) {
        return lab.lab().host(node).isPresent();
    }

    private String problemOfMailServer(String node) {
        return lab.services().mailOn(node).isPresent() ? "" : node + " (expected: a host with a mail server)";
    }

    private String problemOf(Scenario.Link link) {
        if (lab.lab().port(link.port()).isEmpty()) {
            return link.port() + " (expected: NODE:PORT of the lab)";
        }
        try {
            LinkChange.check(link.settings());
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The lab closes them. */
    private void openCaptures() throws IOException {
        for (Scenario.Capture capture : scenario.captures()) {
            lab.capture(
                    capture.ports(),
                    CaptureFilter.parse(capture.filter()),
                    Files.newOutputStream(Path.of(capture.file())));
        }
    }

    private void run() {
        VirtualTime time = lab.time();
        List<Scenario.Step> steps = new ArrayList<>(scenario.steps());
        // A stable sort: steps of one instant keep the file's order.
        steps.sort(Comparator.comparing(Scenario.Step::at));
        for (Scenario.Step step : steps) {
            if (!(step.action() instanceof Scenario.Expectation)) {
                pending++;
                time.loop().newTimer(() -> perform(step)).arm(step.at().toNanos());
            }
        }
        for (Scenario.Step step : steps) {
            if (step.action() instanceof Scenario.Expectation expectation) {
                await(step.at(), expectation);
            }
        }
        if (!time.runUntil(() -> pending == 0, TimeWord.MAX_TIME)) {
            throw new IllegalStateException(pending + " steps have no end");
        }
    }

    private void await(Duration limit, Scenario.Expectation expectation) {
        Duration left = positive(limit.minusNanos(lab.time().clock().nanoTime()));
        lab.time().runUntil(() -> isReached(expectation), left);
        boolean met = isMet(expectation);
        print(found(expectation) + " by " + limit.toMillis() + " ms" + (met ? ", met)" : ", NOT MET)"));
        unmet += met ? 0 : 1;
    }

    /** Whether there is no more to wait for. */
    private boolean isReached(Scenario.Expectation expectation) {
        if (expectation instanceof Scenario.ExpectMail mail) {
            return messagesAt(mail.node()) >= mail.count();
        }
        return isMet(expectation);
    }

    private boolean isMet(Scenario.Expectation expectation) {
        if (expectation instanceof Scenario.ExpectMail mail) {
            return messagesAt(mail.node()) == mail.count();
        }
        List<PlaySession> there = sessionsOn(((Scenario.ExpectPlay) expectation).node());
        return !there.isEmpty() && there.stream().allMatch(PlaySession::isComplete);
    }

    private String found(Scenario.Expectation expectation) {
        if (expectation instanceof Scenario.ExpectMail mail) {
            return "mail at " + mail.node() + ": " + messagesAt(mail.node()) + " (expected: " + mail.count();
        }
        String node = ((Scenario.ExpectPlay) expectation).node();
        long complete =
                sessionsOn(node).stream().filter(PlaySession::isComplete).count();
        return "play on " + node + ": " + complete + " complete (expected: "
                + sessionsOn(node).size();
    }

    private List<PlaySession> sessionsOn(String node) {
        return sessions.stream().filter(session -> session.node().equals(node)).toList();
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private int messagesAt(String node) {
        return lab.services()
                .mailOn(node)
                .map(MailService::store)
                .map(store -> store.list(MAX_MESSAGES).size())
                .orElse(0);
    }

    private void perform(Scenario.Step step) {
        if (step.action() instanceof Scenario.Exec exec) {
            Device device = lab.lab().device(exec.node()).orElseThrow();
            ExecRun.start(lab.time().loop(), lab.lab().console(device), exec.command(), result -> {
                print(exec.node() + ": " + exec.command());
                out.print(result.output());
                pending--;
            });
        } else if (step.action() instanceof Scenario.Link link) {
            LinkChange.apply(lab.lab(), link.port(), link.settings());
            print("link " + link.port() + " " + String.join(" ", link.settings()));
            pending--;
        } else if (step.action() instanceof Scenario.SendMail mail) {
            print("mail: " + mail.count() + " from " + mail.from() + " to " + mail.to());
            var unused = MailBurst.start(lab, mail.from(), mail.to(), mail.count(), mail.mode())
                    .addListener((Future<MailBurst.Report> done) -> {
                        print("mail from " + mail.from() + ": " + done.getNow());
                        pending--;
                    });
        } else if (step.action() instanceof Scenario.Play play) {
            print("play on " + play.node() + ": " + play.settings().url() + ", rule "
                    + play.settings().rule());
            PlaySession session = new PlaySession(play.node(), line -> print(play.node() + ": " + line));
            sessions.add(session);
            var unused =
                    session.start(lab, play.settings()).addListener((Future<PlayerEvent.Ended> ended) -> pending--);
        }
    }

    /** A folder for each session: of its node's name, with a number from a node's second session on. */
    private void writeReports(Path folder) throws IOException {
        for (int i = 0; i < sessions.size(); i++) {
            String node = sessions.get(i).node();
            long before = sessions.subList(0, i).stream()
                    .filter(earlier -> earlier.node().equals(node))
                    .count();
            Path own = folder.resolve(before == 0 ? node : node + "-" + (before + 1));
            ReportFiles.write(sessions.get(i).report(), own);
        }
    }

    private String at(int line) {
        return scenario.file() + ":" + line + ": ";
    }

    private void print(String text) {
        long nanos = lab.time().clock().nanoTime();
        out.printf(Locale.ROOT, "%12.6f s  %s%n", nanos / 1e9, text);
    }
}
