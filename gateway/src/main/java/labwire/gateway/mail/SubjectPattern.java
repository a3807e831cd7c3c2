package labwire.gateway.mail;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that is looked for in subjects, as {@link Pattern} has them. Expressions that would take for ever
 * on an unlucky subject are given up after {@link #MAX_STEPS} looks at it, and have not matched then.
 */
public final class SubjectPattern {
    /** Of an expression. */
    public static final int MAX_LENGTH = 200;

    /** Of a subject; the rest is not looked at. */
    public static final int MAX_SUBJECT_CHARS = 1_000;

    /** Looks at a character of one subject. */
    public static final int MAX_STEPS = 100_000;

    /** Any subject. */
    public static final SubjectPattern ANY = new SubjectPattern(Pattern.compile(""));

    private final Pattern pattern;

    private SubjectPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if the text is no regular expression, or too long */
    public static SubjectPattern of(String expression) {
        if (expression.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("subject: an expression of " + expression.length()
                    + " characters (expected: at most " + MAX_LENGTH + ")");
        }
        try {
            return new SubjectPattern(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "subject: " + expression + ": " + e.getDescription() + " (expected: a regular expression)", e);
        }
    }

    /** Whether the expression is found anywhere in the subject. */
    public boolean matches(String subject) {
        String looked = subject.substring(0, Math.min(subject.length(), MAX_SUBJECT_CHARS));
        try {
            return pattern.matcher(new Watched(looked)).find();
        } catch (TooManyStepsException | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyStepsException() {
            super("more than " + MAX_STEPS + " looks at a subject", null, false, false);
        }
    }

    /** Counts how often the matcher looks: a measure of its work that no clock disturbs. */
    private static final class Watched implements CharSequence {
        private final String text;
        private int steps;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
