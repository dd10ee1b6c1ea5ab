package dev.tomthumb.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadRoomTest {
    @Test
    void whatIsTakenIsGivenBack() {
        ReadRoom room = new ReadRoom(100);
        ReadRoom.Reading one = room.reading();
        ReadRoom.Reading two = room.reading();
        assertThat(one.test(60)).isTrue();
        assertThat(two.test(60)).isFalse();
        assertThat(two.isRefused()).isTrue();
        two.close();
        assertThat(room.taken()).isEqualTo(60);
        one.close();
        assertThat(room.taken()).isZero();
        assertThat(room.reading().test(100)).isTrue();
    }
}
