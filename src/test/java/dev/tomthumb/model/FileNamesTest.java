package dev.tomthumb.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"ANSI_X3.4-1968", "ISO-8859-1", "EUC-KR"})
    void aLocaleWithoutSomeLettersIsWarnedOf(String encoding) {
        assertThat(FileNames.warning(encoding, "Linux").orElseThrow())
                .startsWith("This JVM names files in " + encoding + " (sun.jnu.encoding): ")
                .endsWith("Start Tomcat with LC_ALL=C.UTF-8 in its environment.");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,Linux",
        "utf-8,Mac OS X",
        "UTF8,AIX",
        "Cp1252,Windows Server 2022",
        "MS949,Windows 11",
        "'',Linux"
    })
    void whereAnyNameIsTheNameOfAFileNothingIsSaid(String encoding, String system) {
        assertThat(FileNames.warning(encoding, system)).isEmpty();
    }

    @Test
    void thisJvmIsOneOrTheOther() {
        assertThat(FileNames.warning().isEmpty())
                .isEqualTo(System.getProperty("sun.jnu.encoding", "UTF-8").equalsIgnoreCase("UTF-8"));
    }
}
