package labwire.netlab.topology;

import java.util.List;
import java.util.Locale;
import labwire.netlab.link.Jitter;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.LossModel;
import labwire.netlab.link.QueueDiscipline;
import labwire.netlab.link.QueueSettings;
import labwire.netlab.link.Reordering;

/**
 * Reads and writes a cable's settings in words, with the names and units of Linux's {@code tc}: {@code rate 10mbit delay
 * 5ms jitter 1ms loss 2% queue 100kb discipline fq-codel}.
 *
 * <p>Rates are bit, kbit, mbit, gbit, tbit (powers of 1000) or {@code unlimited}; times ns, us, ms, s; chances 0% to
 * 100%; the queue b, kb, mb (powers of 1024). A delay of 0 is the shortest that a cable has. A loss in bursts is
 * {@code gemodel:P:R[:BAD[:GOOD]]}, with the chances to enter and to leave the bad state, and those of loss in the bad
 * (100%) and the good one (0%).
 */
public final class LinkSettingsParser {
    private static final String UNLIMITED = "unlimited";
    private static final String ECN_ON = "on";
    private static final String ECN_OFF = "off";
    private static final String GILBERT_ELLIOTT = "gemodel";
    private static final String LOSS = "0% to 100%, or " + GILBERT_ELLIOTT + ":P:R[:BAD[:GOOD]] with such chances";
    private static final String KEYS = "rate, delay, jitter, distribution, loss, duplicate, corrupt, reorder,"
            + " reorder-delay, queue, discipline, target, interval or ecn";

    private LinkSettingsParser() {}

    /**
     * Applies pairs of key and value to settings.
     *
     * @param words such as {@code rate}, {@code 500kbit}, {@code loss}, {@code 1%}
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static LinkSettings parse(List<String> words, LinkSettings base) {
        if (words.size() % 2 != 0) {
            String last = words.get(words.size() - 1);
            throw new IllegalArgumentException(last + ": nothing (expected: a value, as in rate 10mbit or loss 1%)");
        }
        LinkSettings settings = base;
        for (int i = 0; i < words.size(); i += 2) {
            settings = with(settings, words.get(i), words.get(i + 1));
        }
        return settings;
    }

    /**
     * Applies one setting.
     *
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static LinkSettings with(LinkSettings base, String key, String value) {
        QueueSettings queue = base.queue();
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "rate" -> base.withRate(rate(value));
            case "delay" -> base.withDelay(Math.max(LinkSettings.MIN_DELAY_NANOS, Quantity.time(key, value)));
            case "jitter" -> base.withJitter(Quantity.time(key, value));
            case "distribution" ->
                base.withJitter(new Jitter(base.jitter().nanos(), constant(key, value, Jitter.Shape.values())));
            case "loss" -> base.withLoss(loss(value));
            case "duplicate" -> base.withDuplicate(Quantity.chance(key, value));
            case "corrupt" -> base.withCorrupt(Quantity.chance(key, value));
            case "reorder" -> base.withReorder(Quantity.chance(key, value));
            case "reorder-delay" -> base.withReorderDelay(Quantity.time(key, value));
            case "queue" -> base.withQueueLimit(Quantity.size(key, value));
            case "discipline" -> base.withQueue(queue.withDiscipline(constant(key, value, QueueDiscipline.values())));
            case "target" -> base.withQueue(queue.withTarget(Quantity.time(key, value)));
            case "interval" -> base.withQueue(queue.withInterval(Quantity.time(key, value)));
            case "ecn" -> base.withQueue(queue.withEcn(ecn(value)));
            default -> throw new IllegalArgumentException("link setting: " + key + " (expected: " + KEYS + ")");
        };
    }

    /** The words that give these settings when applied to {@link LinkSettings#PLAIN}: what differs from it. */
    public static String format(LinkSettings settings) {
        Words words = new Words();
        words.add("rate", settings.rateBitsPerSecond(), 0L, rate -> rate == 0 ? UNLIMITED : Quantity.formatRate(rate));
        words.add("delay", settings.delayNanos(), LinkSettings.MIN_DELAY_NANOS, Quantity::formatTime);
        words.add("jitter", settings.jitter().nanos(), 0L, Quantity::formatTime);
        words.add("distribution", settings.jitter().shape(), Jitter.NONE.shape(), LinkSettingsParser::nameOf);
        words.add("loss", settings.loss(), LossModel.NONE, LinkSettingsParser::formatLoss);
        words.add("duplicate", settings.duplicate(), 0.0, Quantity::formatChance);
        words.add("corrupt", settings.corrupt(), 0.0, Quantity::formatChance);
        words.add("reorder", settings.reordering().chance(), 0.0, Quantity::formatChance);
        words.add(
                "reorder-delay",
                settings.reordering().delayNanos(),
                Reordering.DEFAULT_DELAY_NANOS,
                Quantity::formatTime);
        QueueSettings queue = settings.queue();
        QueueSettings plain = QueueSettings.PLAIN;
        words.add("queue", queue.limitBytes(), plain.limitBytes(), Quantity::formatSize);
        words.add("discipline", queue.discipline(), plain.discipline(), LinkSettingsParser::nameOf);
        words.add("target", queue.targetNanos(), plain.targetNanos(), Quantity::formatTime);
        words.add("interval", queue.intervalNanos(), plain.intervalNanos(), Quantity::formatTime);
        words.add("ecn", queue.ecn(), plain.ecn(), ecn -> ecn ? ECN_ON : ECN_OFF);
        return words.text();
    }

    private static long rate(String value) {
        return value.equalsIgnoreCase(UNLIMITED) ? 0 : Quantity.rate("rate", value, UNLIMITED);
    }

    private static LossModel loss(String value) {
        String[] parts = value.split(":", -1);
        if (!parts[0].equalsIgnoreCase(GILBERT_ELLIOTT)) {
            return new LossModel.Independent(Quantity.chance("loss", value, LOSS));
        }
        if (parts.length < 3 || parts.length > 5) {
            throw Quantity.unexpected("loss", value, LOSS);
        }
        double[] chances = {0, 0, 1, 0};
        for (int i = 1; i < parts.length; i++) {
            chances[i - 1] = Quantity.chance("loss", parts[i], LOSS);
        }
        return new LossModel.GilbertElliott(chances[0], chances[1], chances[2], chances[3]);
    }

    private static String formatLoss(LossModel loss) {
        if (loss instanceof LossModel.GilbertElliott bursts) {
            return GILBERT_ELLIOTT
                    + ":" + Quantity.formatChance(bursts.toBad())
                    + ":" + Quantity.formatChance(bursts.toGood())
                    + ":" + Quantity.formatChance(bursts.lossInBad())
                    + ":" + Quantity.formatChance(bursts.lossInGood());
        }
        return Quantity.formatChance(((LossModel.Independent) loss).chance());
    }

    private static boolean ecn(String value) {
        if (!value.equalsIgnoreCase(ECN_ON) && !value.equalsIgnoreCase(ECN_OFF)) {
            throw Quantity.unexpected("ecn", value, ECN_ON + " or " + ECN_OFF);
        }
        return value.equalsIgnoreCase(ECN_ON);
    }

    /** As users write a constant: {@code fq-codel}. */
    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E constant(String key, String value, E[] constants) {
        for (E constant : constants) {
            if (nameOf(constant).equalsIgnoreCase(value)) {
                return constant;
            }
        }
        List<String> names =
                List.of(constants).stream().map(LinkSettingsParser::nameOf).toList();
        String allButLast = String.join(", ", names.subList(0, names.size() - 1));
        throw Quantity.unexpected(key, value, allButLast + " or " + names.get(names.size() - 1));
    }
}
