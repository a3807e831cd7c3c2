package labwire.netlab.console.terminal;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** The line being typed: its text, a cursor in it, and what was erased last. */
final class LineEditor {
    /** Characters of a line; more are not taken. IOS takes 254. */
    static final int MAX_LENGTH = 1_024;

    private final StringBuilder text = new StringBuilder();
    private int cursor;
    private String erased = "";

    String text() {
        return text.toString();
    }

    int cursor() {
        return cursor;
    }

    /** Takes another line instead, the cursor at its end. */
    void set(String line) {
        text.setLength(0);
        text.append(line, 0, Math.min(line.length(), MAX_LENGTH));
        cursor = text.length();
    }

    /** False if the line has no room for it. */
    boolean insert(String more) {
        if (text.length() + more.length() > MAX_LENGTH) {
            return false;
        }
        text.insert(cursor, more);
        cursor += more.length();
        return true;
    }

    /** Does what a key says; false if it is none that edits, or there is nothing for it to do. */
    boolean edit(Key key) {
        return switch (key.kind()) {
            case CHARACTER -> insert(String.valueOf(key.character()));
            case HELP -> insert("?");
            case BACKSPACE -> delete(cursor - 1);
            case DELETE -> delete(cursor);
            case LEFT -> moveTo(cursor - 1);
            case RIGHT -> moveTo(cursor + 1);
            case LINE_START -> moveTo(0);
            case LINE_END -> moveTo(text.length());
            case WORD_LEFT -> moveTo(wordLeft());
            case WORD_RIGHT -> moveTo(wordRight());
            case ERASE_TO_END -> erase(cursor, text.length());
            case ERASE_TO_START -> erase(0, cursor);
            case ERASE_WORD_LEFT -> erase(wordLeft(), cursor);
            case ERASE_WORD_RIGHT -> erase(cursor, wordRight());
            case YANK -> insert(erased);
            case TRANSPOSE -> transpose();
            case CAPITALIZE ->
                changeWord(word -> word.isEmpty()
                        ? word
                        : word.substring(0, 1).toUpperCase(Locale.ROOT)
                                + word.substring(1).toLowerCase(Locale.ROOT));
            case UPPERCASE -> changeWord(word -> word.toUpperCase(Locale.ROOT));
            case LOWERCASE -> changeWord(word -> word.toLowerCase(Locale.ROOT));
            case ENTER, TAB, UP, DOWN, REDRAW, END, INTERRUPT, ESCAPE, UNKNOWN -> false;
        };
    }

    private boolean moveTo(int place) {
        if (place < 0 || place > text.length()) {
            return false;
        }
        cursor = place;
        return true;
    }

    private boolean delete(int index) {
        if (index < 0 || index >= text.length()) {
            return false;
        }
        text.deleteCharAt(index);
        cursor = index;
        return true;
    }

    private boolean erase(int from, int to) {
        if (from < to) {
            erased = text.substring(from, to);
            text.delete(from, to);
            cursor = from;
        }
        return true;
    }

    private int wordLeft() {
        int at = cursor;
        while (at > 0 && text.charAt(at - 1) == ' ') {
            at--;
        }
        while (at > 0 && text.charAt(at - 1) != ' ') {
            at--;
        }
        return at;
    }

    private int wordRight() {
        int at = cursor;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        while (at < text.length() && text.charAt(at) != ' ') {
            at++;
        }
        return at;
    }

    /** Exchanges the character at the cursor with the one before it; at the end, the last two. */
    private boolean transpose() {
        int second = Math.min(cursor, text.length() - 1);
        if (second < 1) {
            return false;
        }
        char moved = text.charAt(second);
        text.setCharAt(second, text.charAt(second - 1));
        text.setCharAt(second - 1, moved);
        cursor = second + 1;
        return true;
    }

    private boolean changeWord(UnaryOperator<String> change) {
        int end = wordRight();
        int start = cursor;
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        String changed = change.apply(text.substring(start, end));
        if (text.length() - (end - start) + changed.length() > MAX_LENGTH) {
            return false;
        }
        text.replace(start, end, changed);
        cursor = start + changed.length();
        return true;
    }
}
