"""The wire: what stands between a spider and the network."""
