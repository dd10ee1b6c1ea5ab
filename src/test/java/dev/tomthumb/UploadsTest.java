package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.upload.Claim;
import dev.tomthumb.upload.Upload;
import dev.tomthumb.upload.UploadRules;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
    @TempDir
    private Path directory;

    @Test
    void withoutARunningProductAPictureIsCheckedAndStored() throws Exception {
        byte[] jpeg = TestPictures.jpeg(TestPictures.geometry(90, 60), 80);

        try (Uploads uploads = Uploads.open(UploadRules.DEFAULT)) {
            Upload upload = uploads.check().check(new ByteArrayInputStream(jpeg), Claim.named("고양이.png"));

            Path stored = ((Upload.Accepted) upload).store(directory);
            assertThat(stored).hasFileName("고양이.jpg");
            assertThat(Files.readAllBytes(stored)).startsWith(0xff, 0xd8);
        }
    }
}
