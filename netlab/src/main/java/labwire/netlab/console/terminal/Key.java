package labwire.netlab.console.terminal;

/**
 * A key that was pressed.
 *
 * @param character of {@link Kind#CHARACTER} alone
 */
record Key(Kind kind, char character) {
    enum Kind {
        CHARACTER,
        ENTER,
        /** A question mark that asks for help. */
        HELP,
        TAB,
        BACKSPACE,
        /** Ctrl-D. */
        DELETE,
        LEFT,
        RIGHT,
        UP,
        DOWN,
        LINE_START,
        LINE_END,
        WORD_LEFT,
        WORD_RIGHT,
        /** Ctrl-K. */
        ERASE_TO_END,
        /** Ctrl-U and Ctrl-X. */
        ERASE_TO_START,
        /** Ctrl-W. */
        ERASE_WORD_LEFT,
        /** Esc d. */
        ERASE_WORD_RIGHT,
        /** Ctrl-Y: what was erased last. */
        YANK,
        /** Ctrl-T. */
        TRANSPOSE,
        /** Esc c. */
        CAPITALIZE,
        /** Esc u. */
        UPPERCASE,
        /** Esc l. */
        LOWERCASE,
        /** Ctrl-L and Ctrl-R. */
        REDRAW,
        /** Ctrl-Z. */
        END,
        /** Ctrl-C. */
        INTERRUPT,
        /** Ctrl-Shift-6. */
        ESCAPE,
        /** One that means nothing here. */
        UNKNOWN
    }

    static Key of(Kind kind) {
        return new Key(kind, '\0');
    }

    static Key of(char character) {
        return new Key(Kind.CHARACTER, character);
    }

    /** True for those that end a command which takes its time. */
    boolean interrupts() {
        return kind == Kind.INTERRUPT || kind == Kind.ESCAPE;
    }
}
