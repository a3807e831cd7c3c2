package labwire.gateway.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.gateway.lab.StartException;
import labwire.gateway.play.PlaySettings;
import labwire.netlab.link.capture.CaptureFilter;
import labwire.smtp.session.TlsMode;

/** Reads scenario files, line by line; reports all that is wrong with one at once. */
final class ScenarioParser {
    static final int MAX_FILE_BYTES = 1 << 20;
    static final int MAX_MAILS = 1_000_000;

    private static final String PLAY = "play URL on NODE [rule RULE] [for TIME] [buffer TIME]";

    private final String file;
    private final List<String> problems = new ArrayList<>();
    private final List<Scenario.Capture> captures = new ArrayList<>();
    private final List<Scenario.Step> steps = new ArrayList<>();

    private ScenarioParser(String file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws StartException with a line for every problem
     */
    static Scenario parse(Path path) {
        try {
            if (Files.size(path) > MAX_FILE_BYTES) {
                throw new StartException(
                        path + ": " + Files.size(path) + " bytes (expected: at most " + MAX_FILE_BYTES + ")");
            }
            return parse(path.toString(), Files.readAllLines(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StartException(
                    path + ": " + e.getClass().getSimpleName() + " (expected: a scenario file in UTF-8)", e);
        }
    }

    static Scenario parse(String file, List<String> lines) {
        ScenarioParser parser = new ScenarioParser(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                parser.line(i + 1, List.of(line.split("\\s+")));
            }
        }
        if (!parser.problems.isEmpty()) {
            throw new StartException(String.join("\n", parser.problems));
        }
        return new Scenario(file, List.copyOf(parser.captures), List.copyOf(parser.steps));
    }

    private void line(int number, List<String> words) {
        switch (words.get(0)) {
            case "capture" -> capture(number, words);
            case "at" -> at(number, words);
            case "expect" -> expect(number, words);
            default -> problem(number, words.get(0), "capture, at or expect");
        }
    }

    private void capture(int number, List<String> words) {
        int end = words.contains("filter") ? words.indexOf("filter") : words.size();
        if (end < 3) {
            problem(number, String.join(" ", words), "capture NODE:PORT… FILE [filter FILTER]");
            return;
        }
        String filter = String.join(" ", words.subList(Math.min(words.size(), end + 1), words.size()));
        try {
            CaptureFilter.parse(filter);
        } catch (IllegalArgumentException e) {
            problems.add(file + ":" + number + ": " + e.getMessage());
        }
        captures.add(new Scenario.Capture(number, List.copyOf(words.subList(1, end - 1)), words.get(end - 1), filter));
    }

    private void at(int number, List<String> words) {
        if (words.size() < 3) {
            problem(number, String.join(" ", words), "at TIME exec|link|mail|play …");
            return;
        }
        Duration time = time(number, words.get(1));
        List<String> rest = words.subList(3, words.size());
        switch (words.get(2)) {
            case "exec" -> {
                if (rest.size() < 2) {
                    problem(number, String.join(" ", words), "at TIME exec NODE COMMAND…");
                } else {
                    String command = String.join(" ", rest.subList(1, rest.size()));
                    add(number, time, new Scenario.Exec(rest.get(0), command));
                }
            }
            case "link" -> {
                if (rest.size() < 2) {
                    problem(number, String.join(" ", words), "at TIME link NODE:PORT SETTING…");
                } else {
                    add(number, time, new Scenario.Link(rest.get(0), List.copyOf(rest.subList(1, rest.size()))));
                }
            }
            case "mail" -> mail(number, time, rest);
            case "play" -> play(number, time, rest);
            default -> problem(number, words.get(2), "exec, link, mail or play");
        }
    }

    private void mail(int number, Duration time, List<String> rest) {
        if (rest.size() != 6 || !rest.get(1).equals("from") || !rest.get(3).equals("to")) {
            problem(number, "mail " + String.join(" ", rest), "mail COUNT from NODE to NODE plain|starttls|smtps");
            return;
        }
        int count = count(number, rest.get(0));
        switch (rest.get(5)) {
            case "plain" -> add(number, time, new Scenario.SendMail(count, rest.get(2), rest.get(4), TlsMode.NONE));
            case "starttls" ->
                add(number, time, new Scenario.SendMail(count, rest.get(2), rest.get(4), TlsMode.STARTTLS));
            case "smtps" -> add(number, time, new Scenario.SendMail(count, rest.get(2), rest.get(4), TlsMode.IMPLICIT));
            default -> problem(number, rest.get(5), "plain, starttls or smtps");
        }
    }

    private void play(int number, Duration time, List<String> rest) {
        if (rest.size() < 3 || rest.size() % 2 == 0 || !rest.get(1).equals("on")) {
            problem(number, "play " + String.join(" ", rest), PLAY);
            return;
        }
        String rule = PlaySettings.DEFAULT_RULE;
        Duration duration = Duration.ZERO;
        Duration buffer = PlaySettings.DEFAULT_BUFFER;
        for (int i = 3; i < rest.size(); i += 2) {
            String value = rest.get(i + 1);
            switch (rest.get(i)) {
                case "rule" -> rule = value;
                case "for" -> duration = time(number, value);
                case "buffer" -> buffer = time(number, value);
                default -> problem(number, rest.get(i), "rule, for or buffer");
            }
        }
        try {
            PlaySettings settings = PlaySettings.of(rest.get(0), rule, duration, buffer);
            add(number, time, new Scenario.Play(settings, rest.get(2)));
        } catch (IllegalArgumentException e) {
            problems.add(file + ":" + number + ": " + e.getMessage());
        }
    }

    private void expect(int number, List<String> words) {
        if (words.size() == 6 && words.get(2).equals("mail") && words.get(4).equals("at")) {
            Duration time = time(number, words.get(1));
            add(number, time, new Scenario.ExpectMail(count(number, words.get(3)), words.get(5)));
        } else if (words.size() == 5 && words.subList(2, 4).equals(List.of("play", "on"))) {
            add(number, time(number, words.get(1)), new Scenario.ExpectPlay(words.get(4)));
        } else {
            problem(number, String.join(" ", words), "expect TIME mail COUNT at NODE, or expect TIME play on NODE");
        }
    }

    private void add(int number, Duration time, Scenario.Action action) {
        steps.add(new Scenario.Step(number, time, action));
    }

    private int count(int number, String text) {
        if (text.matches("[0-9]{1,7}") && Integer.parseInt(text) <= MAX_MAILS) {
            return Integer.parseInt(text);
        }
        problem(number, text, "a number up to " + MAX_MAILS);
        return 0;
    }

    private Duration time(int number, String text) {
        return TimeWord.parse(text).orElseGet(() -> {
            problem(number, text, TimeWord.EXPECTED);
            return Duration.ZERO;
        });
    }

    private void problem(int number, String found, String expected) {
        problems.add(file + ":" + number + ": " + found + " (expected: " + expected + ")");
    }
}
