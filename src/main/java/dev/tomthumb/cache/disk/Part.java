package dev.tomthumb.cache.disk;

/**
 * The two parts of a log. What is new begins in probation, a tenth of the log, and is written again in the main part when
 * it has been used by the time its segment is given up. So what is asked for once passes through without pushing out
 * what is asked for again and again. See {@code docs/decisions/008}.
 */
enum Part {
    MAIN(0),
    PROBATION(1);

    private final byte number;

    Part(int number) {
        this.number = (byte) number;
    }

    byte number() {
        return number;
    }

    static Part of(byte number) {
        return number == PROBATION.number ? PROBATION : MAIN;
    }
}
