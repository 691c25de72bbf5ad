package org.zizhu.drivers.chipcard.emulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A bank card that is no social security card: it knows its payment directory and nothing else, and counts who reads on. */
public final class EmulatedBankCard implements EmulatedChipCard {

    /** 2PAY.SYS.DDF01 (EMV). */
    private static final byte[] DIRECTORY = HexFormat.of().parseHex("325041592E5359532E4444463031");

    private static final byte[] ANSWER_TO_RESET = HexFormat.of().parseHex("3B0442414E4B");

    private int recordsRead;

    /** How often somebody read a record, where the account number may be. */
    public int recordsRead() {
        return recordsRead;
    }

    @Override
    public byte[] answerToReset() {
        return ANSWER_TO_RESET.clone();
    }

    @Override
    public void reset() {}

    @Override
    public Duration perCommand() {
        return Duration.ofMillis(30);
    }

    @Override
    public byte[] answer(byte[] bytes) {
        Optional<Command> command = Command.of(bytes);
        if (command.isEmpty()) {
            return StatusWord.WRONG_LENGTH.alone();
        }
        return switch (command.get().ins()) {
            case 0xA4 ->
                Arrays.equals(command.get().data(), DIRECTORY)
                        ? StatusWord.OK.alone()
                        : StatusWord.FILE_NOT_FOUND.alone();
            case 0xB2 -> {
                recordsRead++;
                yield StatusWord.RECORD_NOT_FOUND.alone();
            }
            default -> StatusWord.UNKNOWN_INSTRUCTION.alone();
        };
    }
}
