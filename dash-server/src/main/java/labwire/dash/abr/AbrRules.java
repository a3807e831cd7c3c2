package labwire.dash.abr;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The rules by name, each with the guards it is meant to have. */
public enum AbrRules {
    THROUGHPUT("throughput"),
    BOLA_E("bola-e"),
    DYNAMIC("dynamic"),
    ROBUST_MPC("robust-mpc"),
    BBA_0("bba-0");

    private final String ruleName;

    AbrRules(String ruleName) {
        this.ruleName = ruleName;
    }

    /** As users write it. */
    public String ruleName() {
        return ruleName;
    }

    /** The names, in the order of the documentation. */
    public static List<String> names() {
        return Arrays.stream(values()).map(AbrRules::ruleName).toList();
    }

    /**
     * A supplier of fresh rules.
     *
     * @throws IllegalArgumentException if there is no rule of that name; the message lists the names
     */
    public static Supplier<AbrRule> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (AbrRules rule : values()) {
            if (rule.ruleName.equals(wanted)) {
                return rule::create;
            }
        }
        throw new IllegalArgumentException(
                "rule: \"" + name + "\" (expected: one of " + String.join(", ", names()) + ")");
    }

    /** A fresh rule with its guards. RobustMPC prices switches and BBA-0 holds its rungs: they are not steadied. */
    public AbrRule create() {
        return switch (this) {
            case THROUGHPUT -> steadied(new ThroughputRule(ThroughputRule.Settings.DEFAULT));
            case BOLA_E -> steadied(new BolaERule(BolaERule.Settings.DEFAULT));
            case DYNAMIC -> steadied(new DynamicRule(DynamicRule.Settings.DEFAULT));
            case ROBUST_MPC -> spending(new RobustMpcRule());
            case BBA_0 -> spending(new BbaRule());
        };
    }

    /** These two spend the buffer on purpose: a download is dropped only where it might not last. */
    private static AbrRule spending(AbrRule rule) {
        return new AbandoningRule(rule, new AbandonRule(AbandonRule.Settings.LOW_BUFFER), AbandoningRule.Return.LATER);
    }

    private static AbrRule steadied(AbrRule rule) {
        return new AbandoningRule(
                new SteadiedRule(rule),
                new AbandonRule(AbandonRule.Settings.DASH_JS),
                AbandoningRule.Return.WHEN_SHOWN);
    }
}
