# Provokes each bug and prints it as one line of JSON: frames crash frame first.
use strict;
use warnings FATAL => 'all';
no warnings 'recursion';
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use Shop::Orders;
use Shop::Catalog;

# The place of a call is in its caller, so each place is paired with the function that it lies in.
sub frames {
    my @found;
    for (my $i = 1; my ($module, $file, $line) = (caller($i))[0 .. 2]; $i++) {
        my @around = caller($i + 1);
        my $own = $file =~ m{/lib/Shop/} ? JSON::PP::true : JSON::PP::false;
        push @found, { function => @around ? $around[3] : 'main', module => $module, file => $file,
            line => 0 + $line, in_app => $own };
        last if @found == 60;
    }
    return \@found;
}

my $json = JSON::PP->new->canonical->utf8;
my @bugs = (Shop::Orders::bugs(), Shop::Catalog::bugs());
while (my ($bug, $action) = splice @bugs, 0, 2) {
    my $frames = [];
    my $ok = eval {
        local $SIG{__DIE__} = sub { $frames = frames() };
        $action->();
        1;
    };
    my $error = $@;
    if ($ok) {
        print STDERR "no error from $bug\n";
        next;
    }
    my $value = ref($error) && $error->can('message') ? $error->message : "$error";
    $value =~ s/\n.*//s;
    pop @$frames while @$frames && $frames->[-1]{file} =~ /run\.pl$/;
    print $json->encode({ bug => "perl/$bug", language => 'perl',
        chain => [{ type => ref($error) || 'die', value => substr($value, 0, 500), frames => $frames }] }), "\n";
}
